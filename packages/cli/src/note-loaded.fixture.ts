import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Imported before a command: notes each module that is loaded, however it is asked for.

const urls: string[] = [];

registerHooks({
  load: (url, context, next) => {
    urls.push(url);
    return next(url, context);
  },
});

process.on('exit', () => writeFileSync(process.env['LOADED_TO'] ?? '', JSON.stringify(urls)));
