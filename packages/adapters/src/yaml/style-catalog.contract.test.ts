import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { streamOf, type BlobKey, type Style, type StyleCategory } from '@aisha/core';
import { inMemoryBlobStore, silentLogger, styleCatalogContract } from '@aisha/core/testing';
import { packText } from './testing/pack-text.ts';
import { yamlStyleCatalog } from './index.ts';

const atOnce = { folderMs: 0, storageMs: 0, logger: silentLogger };

const packsOf = (
  styles: readonly Style[],
  categories: readonly StyleCategory[],
): [name: string, text: string][] =>
  categories.flatMap((category, order) => {
    const own = styles.filter(({ categoryId }) => categoryId === category.id);
    return own.length > 0 ? [[`${category.id}.yaml`, packText(category, own, { order })]] : [];
  });

describe('styles in a folder', () => {
  styleCatalogContract({
    it,
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'styles-'));
      return {
        catalog: yamlStyleCatalog({ directory, ...atOnce }),
        offer: async (styles, categories) => {
          for (const file of await readdir(directory)) await rm(join(directory, file));
          for (const [name, text] of packsOf(styles, categories)) {
            await writeFile(join(directory, name), text);
          }
        },
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  });
});

describe('styles in storage', () => {
  styleCatalogContract({
    it,
    create: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'styles-'));
      const blobs = inMemoryBlobStore();
      const keys = new Set<BlobKey>();
      const catalog = yamlStyleCatalog({ directory, blobs, ...atOnce });
      return {
        catalog,
        offer: async (styles, categories) => {
          for (const key of keys) await blobs.delete(key);
          for (const [name, text] of packsOf(styles, categories)) {
            const key = `styles/packs/${name}` as BlobKey;
            keys.add(key);
            const options = { contentType: 'application/yaml', maxBytes: 1e6 };
            await blobs.put(key, streamOf(Buffer.from(text)), options);
          }
          // Storage is looked at while people look at what is known: the look after that sees it.
          await catalog.version();
          await new Promise(setImmediate);
        },
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  });
});
