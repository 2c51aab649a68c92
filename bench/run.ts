import { benchCli } from './cli.ts';
import { benchGallery } from './gallery.ts';
import { benchOverhead } from './overhead.ts';
import { benchPhotos } from './photos.ts';
import { benchStart } from './start.ts';
import { benchUpdates } from './updates.ts';
import { benchWebhooks } from './webhooks.ts';
import { benchWorkers } from './workers.ts';

const benches: Readonly<Record<string, () => Promise<string>>> = {
  start: benchStart,
  updates: benchUpdates,
  webhooks: benchWebhooks,
  overhead: benchOverhead,
  photos: benchPhotos,
  gallery: benchGallery,
  workers: benchWorkers,
  cli: benchCli,
};

/** `npm run bench`, or `npm run bench -- start photos`. */
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There are: ${Object.keys(benches).join(', ')}. Not: ${unknown.join(', ')}.`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(benches)) {
  if (chosen.length === 0 || chosen.includes(name)) process.stdout.write(await bench());
}
