import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat, type Chat } from '../support/chat.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { startProcess } from '../support/process.ts';
import { join as agree, pictureOf, trainAvatar } from '../support/walk.ts';

const packs = new URL('../../packages/adapters/styles/', import.meta.url).pathname;
const cli = new URL('../../packages/cli/src/main.ts', import.meta.url).pathname;
/** A folder is looked at again when somebody asks, though not each time. */
const patienceMs = 20_000;

describe('ready styles, with nothing configured but their folder', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let folder: string;
  let playground: PlaygroundProcess;
  let chat: Chat;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    folder = join(dataDir.path, 'styles');
    await mkdir(folder);
    for (const pack of ['film.yaml', 'city.yaml']) {
      await copyFile(join(packs, pack), join(folder, pack));
    }
    playground = await startPlaygroundProcess(dataDir.path, { STYLES_DIR: folder });
    chat = await openChat(playground.address);
    await agree(chat);
    await trainAvatar(chat);
  });

  afterAll(async () => {
    await playground.end('SIGTERM');
    await dataDir.remove();
  });

  const aisha = async (...args: string[]): Promise<string> => {
    const env = { DATA_DIR: dataDir.path, STYLES_DIR: folder, FAL_TRAINING_TEST_MODE: 'true' };
    const { said, ended } = startProcess({ args: [cli, ...args], env, cwd: dataDir.path });
    await ended;
    return said();
  };
  const categories = async (): Promise<readonly string[]> => {
    const after = (await chat.messages()).at(-1)?.id ?? 0;
    await chat.say('/styles');
    const { keyboard } = await chat.waitFor('Which style?', { after });
    return (keyboard ?? []).flat().map(({ text }) => text);
  };
  /** Somebody looks around until it is so; answers what they see then. */
  const lookUntil = async (
    isSo: (seen: readonly string[]) => boolean,
  ): Promise<readonly string[]> => {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const seen = await categories();
      if (isSo(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`still ${seen.join(' | ')}`);
      await pause(200);
    }
  };

  it('get a sample from the operator, which everybody sees', async () => {
    const [avatar] = JSON.parse(await aisha('avatars', 'list', '--json')) as [
      { avatar: { id: string } },
    ];
    const which = ['film-noir', '--avatar', avatar.avatar.id];
    const preview = ['styles', 'preview', ...which, '--yes'] as const;
    expect(await aisha(...preview)).toContain('film-noir has been ordered');
    await pictureOf(chat, 'Film noir');
    expect(await aisha(...preview)).toContain('film-noir has a new sample');
    expect(await categories()).toContain('🎬 Film · 7');
    await chat.press('Film · 7');
    const shelf = await chat.waitFor('Choose a style');
    expect(shelf.photo).toBeDefined();
    expect(shelf.keyboard?.[0]?.[0]?.text).toBe('1. 🎞️ Film noir');
  });

  it('with a fault stay as they were, and the fault is named with its line', async () => {
    const file = join(folder, 'film.yaml');
    const sound = await readFile(file, 'utf8');
    await writeFile(file, sound.replace('ratio: 16:9', 'ratio: 16:10'));
    const line = sound.split('\n').findIndex((text) => text.includes('ratio: 16:9')) + 1;
    const told = `"file":"${file}","line":${line},`;
    const seen = await lookUntil(() => playground.said().includes(told));
    expect(seen).toContain('🎬 Film · 7');
    expect(playground.said()).toContain('the one before stays in use');

    const fewer = sound.slice(0, sound.indexOf('  - id: silent-era'));
    await writeFile(file, fewer);
    const fixed = await lookUntil((labels) => !labels.includes('🎬 Film · 7'));
    expect(fixed).toContain('🎬 Film · 6');
  });
});
