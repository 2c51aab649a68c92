import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PortError, streamOf, type BlobKey } from '@aisha/core';
import { aStyle, aStyleCategory, inMemoryBlobStore, recordingLogger } from '@aisha/core/testing';
import { packText } from './testing/pack-text.ts';
import { lintStyles, yamlStyleCatalog } from './index.ts';

const city = aStyleCategory();
const film = aStyleCategory({ id: 'film' });
const street = aStyle({ id: 'street' });
const noir = aStyle({ id: 'noir', categoryId: 'film' });

describe('a catalogue of packs', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'styles-'));
    await write('city.yaml', packText(city, [street]));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const write = (file: string, text: string) => writeFile(join(directory, file), text);
  const aCatalog = (blobs = inMemoryBlobStore()) => {
    const logger = recordingLogger();
    const options = { directory, blobs, logger, folderMs: 0, storageMs: 0 };
    const catalog = yamlStyleCatalog(options);
    const ids = async () => (await catalog.list()).map(({ id }) => id);
    const errors = () => logger.lines.filter(({ level }) => level === 'error');
    return { catalog, ids, errors, blobs };
  };
  const put = async (blobs: ReturnType<typeof inMemoryBlobStore>, name: string, text: string) => {
    const options = { contentType: 'application/yaml', maxBytes: 1e7 };
    await blobs.put(`styles/packs/${name}` as BlobKey, streamOf(Buffer.from(text)), options);
  };

  it('takes up what changes in its folder without being started again', async () => {
    const { ids, errors } = aCatalog();
    expect(await ids()).toEqual(['street']);
    await write('film.yaml', packText(film, [noir], { order: 1 }));
    expect(await ids()).toEqual(['street', 'noir']);
    await rm(join(directory, 'city.yaml'));
    expect(await ids()).toEqual(['noir']);
    expect(errors()).toEqual([]);
  });

  it('keeps the pack of before where the new one has a fault, and names file and line once', async () => {
    const { ids, errors, catalog } = aCatalog();
    await ids();
    const before = await catalog.version();
    const faulty = packText(city, [street]).replace('{subject}', '{subjekt}');
    await write('city.yaml', faulty);
    expect(await ids()).toEqual(['street']);
    expect(await ids()).toEqual(['street']);
    expect(await catalog.version()).toBe(before);
    const line = faulty.split('\n').findIndex((text) => text.includes('{subjekt}')) + 1;
    expect(errors()).toEqual([
      {
        level: 'error',
        message: 'a pack of styles has a fault: the one before stays in use',
        fields: {
          file: join(directory, 'city.yaml'),
          line,
          problem: 'street.portrait.prompt knows no placeholder {subjekt}',
        },
      },
    ]);
    await write('city.yaml', packText(city, [aStyle({ id: 'bridge' })]));
    expect(await ids()).toEqual(['bridge']);
  });

  it('leaves out a pack that was never right, and serves all others', async () => {
    await write('film.yaml', 'version: 1\nstyles: [');
    const { ids, errors } = aCatalog();
    expect(await ids()).toEqual(['street']);
    expect(errors()[0]?.message).toBe('a pack of styles has a fault and is left out');
  });

  it('refuses an id that another category has, until that one gives it up', async () => {
    const { ids, errors } = aCatalog();
    await ids();
    await write('film.yaml', packText(film, [noir, { ...noir, id: 'street' }], { order: 1 }));
    expect(await ids()).toEqual(['street']);
    expect(errors()).toHaveLength(1);
    expect(errors()[0]?.fields).toMatchObject({ problem: 'street is also in city' });
    await write('city.yaml', packText(city, [aStyle({ id: 'bridge' })]));
    expect(await ids()).toEqual(['bridge', 'noir', 'street']);
  });

  it('prefers the highest version of a category, wherever it lies', async () => {
    const { ids, blobs } = aCatalog();
    await put(blobs, 'city.yaml', packText(city, [aStyle({ id: 'canal' })], { version: 2 }));
    expect(await ids()).toEqual(['canal']);
    await write('city.yaml', packText(city, [street], { version: 3 }));
    expect(await ids()).toEqual(['street']);
  });

  it('serves its folder while storage is away, and says so once', async () => {
    const blobs = {
      ...inMemoryBlobStore(),
      list: (): AsyncIterable<BlobKey> => {
        throw new PortError('storage.unavailable', 'list blobs', { retryable: true });
      },
    };
    const { ids, errors } = aCatalog(blobs);
    for (let times = 0; times < 3; times += 1) expect(await ids()).toEqual(['street']);
    expect(errors().map(({ fields }) => fields['place'])).toEqual(['storage']);
  });

  it('serves nothing where there is no folder, and says so once', async () => {
    const logger = recordingLogger();
    const missing = join(directory, 'missing');
    const catalog = yamlStyleCatalog({ directory: missing, logger, folderMs: 0 });
    expect([await catalog.list(), await catalog.listCategories()]).toEqual([[], []]);
    expect(logger.lines).toHaveLength(1);
    await mkdir(missing);
    await writeFile(join(missing, 'city.yml'), packText(city, [street]));
    expect(await catalog.find('street')).toMatchObject({ id: 'street' });
    await rm(missing, { recursive: true });
  });

  it('reads packs that are links, as mounted configuration is, and nothing but packs', async () => {
    await mkdir(join(directory, 'data'));
    await writeFile(join(directory, 'data', 'pack'), packText(film, [noir], { order: 1 }));
    await symlink(join('data', 'pack'), join(directory, 'film.yaml'));
    for (const file of ['README.md', '.hidden.yaml', 'City.yaml', 'notes.yaml.bak']) {
      await write(file, 'nonsense: [');
    }
    const { ids, errors } = aCatalog();
    expect(await ids()).toEqual(['street', 'noir']);
    expect(errors()).toEqual([]);
  });

  it('refuses a file that is far too large without reading it', async () => {
    await write('film.yaml', 'x'.repeat(300_000));
    const { ids, errors, blobs } = aCatalog();
    await put(blobs, 'sport.yaml', 'x'.repeat(300_000));
    expect(await ids()).toEqual(['street']);
    expect(errors().map(({ fields }) => fields['problem'])).toEqual([
      'is larger than 262144 bytes',
      'is larger than 262144 bytes',
    ]);
  });

  it('looks at its files only when the last look is old', async () => {
    const logger = recordingLogger();
    const catalog = yamlStyleCatalog({ directory, logger, folderMs: 3_600_000 });
    await catalog.list();
    await rm(join(directory, 'city.yaml'));
    expect(await catalog.find('street')).toMatchObject({ id: 'street' });
  });

  it('is linted as it is read', async () => {
    await write('film.yaml', packText(film, [{ ...noir, id: 'street' }], { order: 1 }));
    const linted = await lintStyles(directory);
    expect(linted).toMatchObject({ directory, files: 2, categories: 1, styles: 1 });
    expect(linted.faults).toMatchObject([
      { file: join(directory, 'film.yaml'), problem: 'street is also in city' },
    ]);
  });
});
