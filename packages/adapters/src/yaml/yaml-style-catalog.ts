import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { BlobStore, Logger, Style, StyleCatalog, StyleCategory } from '@aisha/core';
import { createPackShelf, type FaultyPack } from './pack-shelf.ts';
import { packsInFolder, packsInStorage, type PackSource } from './pack-sources.ts';

/** The packs that come with this package. */
export const ownStylesDirectory = fileURLToPath(new URL('../../styles', import.meta.url));

export type YamlStyleCatalogOptions = {
  readonly directory?: string | undefined;
  /** Further packs lie there under `styles/packs/`. */
  readonly blobs?: Pick<BlobStore, 'list' | 'find' | 'open'> | undefined;
  readonly logger: Logger;
  /** How old what was seen of the folder and of storage may be. */
  readonly folderMs?: number;
  readonly storageMs?: number;
};

type Contents = {
  readonly version: string;
  readonly categories: readonly StyleCategory[];
  readonly styles: readonly Style[];
  readonly byId: ReadonlyMap<string, Style>;
};

/** Nobody who opens a menu waits longer than this for a storage that is slow. */
const patienceMs = 2_000;

/**
 * Styles in YAML files. Whoever looks sees the files as they stand: the folder is looked at again when
 * somebody asks and the last look is old, storage meanwhile, so that nothing has to be watched or closed.
 */
export const yamlStyleCatalog = ({
  directory = ownStylesDirectory,
  blobs,
  logger,
  folderMs = 2_000,
  storageMs = 60_000,
}: YamlStyleCatalogOptions): StyleCatalog => {
  const shelf = createPackShelf((faulty) => logFaulty(logger, faulty));
  let contents = contentsOf([]);
  const refreshed = (
    place: string,
    list: () => Promise<readonly PackSource[]>,
    everyMs: number,
  ) => {
    let isFailing = false;
    return lookingAgain(everyMs, async () => {
      try {
        if (await shelf.take(place, await list())) contents = contentsOf(shelf.packs());
        isFailing = false;
      } catch (error) {
        // Once is enough for what goes on.
        if (isFailing) return;
        isFailing = true;
        logger.error({ place, error }, 'styles could not be read: what was read before stays');
      }
    });
  };
  const folder = refreshed(directory, () => packsInFolder(directory), folderMs);
  const storage = blobs && refreshed('storage', () => packsInStorage(blobs), storageMs);

  const current = async (): Promise<Contents> => {
    await folder.look();
    const looking = storage?.look();
    if (storage && !storage.hasLooked()) await withPatience(looking);
    return contents;
  };
  return {
    version: async () => (await current()).version,
    listCategories: async () => (await current()).categories,
    list: async (categoryId) => {
      const { styles } = await current();
      return categoryId === undefined
        ? styles
        : styles.filter((style) => style.categoryId === categoryId);
    },
    find: async (id) => (await current()).byId.get(id),
  };
};

/** Does something at most once in a while, and once for all who ask meanwhile. */
const lookingAgain = (everyMs: number, work: () => Promise<void>) => {
  let lastAt = -Infinity;
  let hasLooked = false;
  let running: Promise<void> | undefined;
  return {
    hasLooked: () => hasLooked,
    look: (): Promise<void> => {
      if (running) return running;
      if (performance.now() - lastAt < everyMs) return Promise.resolve();
      running = work().finally(() => {
        lastAt = performance.now();
        hasLooked = true;
        running = undefined;
      });
      return running;
    },
  };
};

const withPatience = async (work: Promise<void> | undefined): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  await Promise.race([work, promise]);
  clearTimeout(timer);
};

const contentsOf = (packs: ReturnType<ReturnType<typeof createPackShelf>['packs']>): Contents => {
  const categories = packs.map(({ category }) => category);
  const styles = packs.flatMap((pack) => pack.styles);
  const whole = JSON.stringify([packs.map(({ version }) => version), categories, styles]);
  const version = createHash('sha256').update(whole).digest('hex').slice(0, 12);
  return { version, categories, styles, byId: new Map(styles.map((style) => [style.id, style])) };
};

const maxLogged = 20;

const logFaulty = (logger: Logger, { name, faults, keepsOld }: FaultyPack): void => {
  for (const { line, problem } of faults.slice(0, maxLogged)) {
    logger.error(
      { file: name, line, problem },
      keepsOld
        ? 'a pack of styles has a fault: the one before stays in use'
        : 'a pack of styles has a fault and is left out',
    );
  }
};
