import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { createTestDatabase } from '../support/database.ts';
import { placesOf } from '../support/places-of.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { runSql, selectTexts } from '../support/postgres/admin.ts';
import { join, nameAvatar, smallPhotographs } from '../support/walk.ts';

describe('what people say', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let product: PlaygroundProcess;
  const start = async (): Promise<void> => {
    product = await startPlaygroundProcess(dataDir.path, { DATABASE_URL: database.url });
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    database = await createTestDatabase();
    await start();
  });
  afterAll(async () => {
    await product.end('SIGTERM');
    await database.drop();
    await dataDir.remove();
  });

  it('before they agree is kept nowhere: no row, no session, no file', async () => {
    const chat = await openChat(product.address);
    await chat.say('/start');
    await chat.waitFor('I am Aisha');
    await chat.press('Terms');
    await chat.waitFor('1. You are 18 or older.');
    await chat.press('Back');
    await chat.say('a heron on the roof');
    await chat.send(await smallPhotographs(3), { album: 'strange' });
    await chat.press('Русский');
    await chat.waitFor('Я Аиша');
    const mine = [String(chat.user), 'heron', '"Ann"'];
    await expect.poll(() => placesOf(database.url, mine), { timeout: 20_000 }).toEqual([]);
    const files = joinPath(dataDir.path, 'files');
    expect(existsSync(files) ? await readdir(files, { recursive: true }) : []).toEqual([]);
    // What is looked for would be found.
    await chat.press(/^✅/u);
    await chat.waitFor('кредитов');
    expect(await placesOf(database.url, mine)).not.toEqual([]);
  });

  it('goes on where it stopped, after a kill and after days, with more than one draft', async () => {
    let chat = await openChat(product.address);
    await join(chat);
    await nameAvatar(chat, { name: 'Anna' });
    await chat.send(await smallPhotographs(4), { album: 'first' });
    await chat.waitFor('4 good photos of 4 sent');
    await chat.say('/create');
    await chat.press('Keep as draft');
    await chat.press(/Portrait/u);
    await chat.press(/Person/u);
    await chat.waitFor('What shall we call');
    // What a killed process has in hand waits for the end of its lease; that is told of elsewhere.
    const inHand = 'select lane from channel_lanes where owner is not null';
    await expect.poll(() => selectTexts(database.url, inHand, [])).toEqual([]);
    await product.end('SIGKILL');
    // Finished updates are forgotten after two days.
    await runSql(database.url, 'delete from channel_updates where finished_at is not null');
    await start();
    chat = chat.at(product.address);

    await chat.say('Bea');
    await chat.waitFor('“Bea”: now the photos');
    await chat.say('/avatars');
    await chat.press('Keep as draft');
    await chat.press('📝 Anna');
    await chat.press('Continue');
    await chat.send(await smallPhotographs(6, 50), { album: 'second' });
    await chat.waitFor('10 good photos of 10 sent');
    await chat.say('/avatars');
    await chat.press('Keep as draft');
    const list = await chat.waitFor('Bea: draft, 10 photos missing');
    expect(list.text).toContain('Anna: draft, the photos are enough');
  });
});
