/**
 * `npm run aisha`: the operators' command as the source stands. It is bundled where the source has changed,
 * which takes a second or two, and starts in half of the time from then on.
 */
import { pathToFileURL } from 'node:url';
import { sourceBundle } from './source-bundle.ts';

const bundle = async (directory: string): Promise<void> => {
  if (process.stderr.isTTY)
    process.stderr.write('The source is new: the command is bundled once.\n');
  const { bundleCli } = await import('./bundle-cli.ts');
  await bundleCli(directory);
};

const main = await sourceBundle({ bundle }).catch(() => undefined);
// What cannot be bundled says itself what is wrong with it.
await import(main === undefined ? '../packages/cli/src/main.ts' : pathToFileURL(main).href);
