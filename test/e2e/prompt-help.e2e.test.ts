import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChat, type Chat, type ChatMessage } from '../support/chat.ts';
import { photograph } from '../support/photographs.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { balanceOf, join, pictureOf, trainAvatar } from '../support/walk.ts';

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let playground: PlaygroundProcess;
let chat: Chat;
let after: ChatMessage;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  playground = await startPlaygroundProcess(dataDir.path);
  chat = await openChat(playground.address);
  await join(chat);
  after = await trainAvatar(chat, { name: 'Anna' });
});

afterAll(async () => {
  await playground.end('SIGTERM');
  await dataDir.remove();
});

const begin = async (): Promise<ChatMessage> => {
  await chat.say('/start');
  return chat.press('Create a picture');
};

/** The sandbox takes a picture that is magenta all over for one that must not be shown. */
const improper = () =>
  sharp({ create: { width: 800, height: 800, channels: 3, background: '#ff00ff' } })
    .jpeg()
    .toBuffer();

/** A page of OGG that ends after two seconds and says what it says. */
const voiceOf = (words: string): Buffer => {
  const head = Buffer.alloc(27);
  head.write('OggS');
  head.writeBigInt64LE(96_000n, 6);
  return Buffer.concat([head, Buffer.from(`SANDBOX-SAYS:${words};`)]);
};

it('a photo becomes a description, and the description a picture', async () => {
  const { id } = await begin();
  await chat.press('From a photo', { after: id - 1 });
  await chat.waitFor('Send one photo', { after: id - 1 });
  await chat.send([await photograph(77, { width: 600, height: 800 })], { as: 'document' });
  const written = await chat.waitFor('What makes this photo', { after: id });
  expect(written.text).toContain('portrait composition');
  await chat.press('Use it', { after: written.id - 1 });
  await chat.press('3:4', { after: id });
  await chat.press(/Make it/u, { after: id });
  expect((await pictureOf(chat, 'A portrait composition')).length).toBeGreaterThan(1000);
});

it('an improper photo becomes none', async () => {
  const { id } = await begin();
  await chat.press('From a photo', { after: id - 1 });
  await chat.waitFor('Send one photo', { after: id - 1 });
  await chat.send([await improper()]);
  await chat.waitFor('The safety check did not let this through', { after: id });
});

it('an improper photo is not learnt from', async () => {
  const { id } = await (async () => {
    await chat.say('/create');
    await chat.press(/Portrait/u, { after: after.id });
    await chat.press(/Person/u, { after: after.id });
    await chat.waitFor('What shall we call', { after: after.id });
    await chat.say('Bea');
    return chat.waitFor('“Bea”: now the photos');
  })();
  await chat.send([await improper()]);
  await chat.waitFor('the safety check did not let it through', { after: id });
});

it('words that are spoken are shown, and made better before they are used', async () => {
  const { id } = await begin();
  await chat.press('My own words', { after: id - 1 });
  await chat.speak(voiceOf('портрет в саду, мягкий свет'), 2);
  const heard = await chat.waitFor('I heard:', { after: id });
  expect(heard.text).toContain('портрет в саду');
  await chat.press('Use it', { after: heard.id - 1 });
  await chat.press('3:4', { after: id });
  await chat.press('Like in a film', { after: id });
  const written = await chat.waitFor('Yours:', { after: id });
  expect(written.text).toContain('Improved:');
  expect(written.text).toMatch(/portrait/iu);
  await chat.press('Use the improved one', { after: id });
  await chat.press(/Make it/u, { after: id });
  await pictureOf(chat, 'портрет в саду');
});

it('what OpenAI alone refuses is never made, and given back', async () => {
  const { id } = await begin();
  const before = await balanceOf(chat);
  await begin();
  await chat.press('My own words', { after: id });
  await chat.say('in a racist club at night');
  await chat.waitFor('signs of hatred', { after: id });
  // Our own rules know nothing of this one.
  await chat.say('an idiot in a garden');
  await chat.press('3:4', { after: id });
  await chat.press(/Make it/u, { after: id });
  await chat.waitFor('The safety check did not let it through', { after: id });
  expect(await balanceOf(chat)).toEqual(before);
});
