import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badFiles } from '../support/bad-files.ts';
import { openChat, type Chat, type ChatMessage } from '../support/chat.ts';
import { photograph } from '../support/photographs.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { balanceOf, join, pictureOf, readyToTrain } from '../support/walk.ts';

// One process for all; each group is a person of its own.
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let product: PlaygroundProcess;
let files: Awaited<ReturnType<typeof badFiles>>;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
  product = await startPlaygroundProcess(dataDir.path, { FAL_SANDBOX_TRAINING_MS: '500' });
  files = await badFiles();
});

afterAll(async () => {
  await product.end('SIGTERM');
  await dataDir.remove();
});

const untouched = { available: 300, held: 0 };

const newPerson = async (): Promise<Chat> => {
  const chat = await openChat(product.address);
  await join(chat);
  return chat;
};

/** All that the bot answers to a text, but for the balance asked for afterwards: a chat is served in order. */
const answersTo = async (chat: Chat, text: string): Promise<string[]> => {
  const before = (await chat.messages()).at(-1)?.id ?? 0;
  await chat.say(text);
  await balanceOf(chat);
  const later = (await chat.messages()).filter(({ id, from }) => id > before && from === 'bot');
  return later.slice(0, -1).map((message) => message.text ?? '');
};

const dataOf = (message: ChatMessage, label: string): string =>
  message.keyboard?.flat().find(({ text }) => text.includes(label))?.data ?? '';

describe('a name', () => {
  let chat: Chat;

  beforeAll(async () => {
    chat = await newPerson();
    await chat.say('/create');
    await chat.press(/Portrait/u);
    await chat.press(/Person/u);
    await chat.waitFor('What shall we call');
  });

  it.each([
    ['of one character', 'A', 'The name is too short: at least 2 characters.'],
    ['of 51 characters', 'A'.repeat(51), 'The name is too long: at most 50 characters.'],
    [
      'full of markup',
      '<b>[Anna](tg://user?id=1)</b> *_`',
      'A name is made of letters, digits, spaces and simple marks such as a dash. Send another one.',
    ],
  ])('%s is answered with one sentence and makes no avatar', async (_, name, sentence) => {
    expect(await answersTo(chat, name)).toEqual([sentence]);
    expect(await balanceOf(chat)).toEqual(untouched);
  });

  it('is asked for before photos', async () => {
    await chat.send([await photograph(1)]);
    await chat.waitFor('First send a name for the avatar. The photos wait until then.');
  });

  it('was not taken from any of these', async () => {
    await chat.say('/avatars');
    await chat.press('Delete');
    await chat.say('/avatars');
    await chat.waitFor('You have no avatars yet');
  });
});

describe('a file that is no good as a photo', () => {
  let chat: Chat;
  let good: Buffer;

  beforeAll(async () => {
    chat = await newPerson();
    await chat.say('/create');
    await chat.press(/Portrait/u);
    await chat.press(/Person/u);
    await chat.waitFor('What shall we call');
    await chat.say('Anna');
    await chat.waitFor('now the photos');
    good = await photograph(1, { width: 700, height: 900 });
    await chat.send([good], { as: 'document' });
    await chat.waitFor(/1 good photo of 1 sent\nSend 9 more: an avatar takes 10–20\.$/u);
  });

  it.each([
    ['that is too small', 'small', 'jpg', '1 × too small: the shorter side needs at least 512'],
    ['that is broken', 'broken', 'jpg', '1 × cannot be opened, the file is damaged'],
    ['that is a picture bomb', 'bomb', 'png', '1 × too many pixels'],
    ['that is a GIF', 'gif', 'gif', '1 × not a JPEG, PNG or WebP picture'],
    ['that is a TIFF', 'tiff', 'tiff', '2 × not a JPEG, PNG or WebP picture'],
    ['that is an SVG', 'svg', 'svg', '3 × not a JPEG, PNG or WebP picture'],
    ['that is a ZIP with nothing in it', 'zip', 'zip', '1 × an empty ZIP: put the photos in it'],
  ] as const)('%s is refused in one line and not taken', async (_, which, ending, line) => {
    const name = `file.${ending}`;
    await chat.send([files[which]], { as: 'document', name, type: 'application/octet-stream' });
    const { text = '' } = await chat.waitFor(line);
    expect(text).toMatch(
      /^📸 1 good photo of \d sent\nSend 9 more: an avatar takes 10–20\.\n\nNot taken:\n/u,
    );
  });

  it('that was sent before is refused in one line and not taken', async () => {
    await chat.send([good], { as: 'document' });
    const { text = '' } = await chat.waitFor('1 × sent twice');
    expect(text).toContain('1 good photo of');
  });

  it('that is larger than 20 MB does not even leave', async () => {
    const sent = chat.send([files.huge], { as: 'document' });
    await expect(sent).rejects.toThrow('A file has at most 20 MB.');
  });

  it('cost nothing, and kept one of all that was sent', async () => {
    expect(await balanceOf(chat)).toEqual(untouched);
    await chat.say('/avatars');
    await chat.press('Keep as draft');
    await chat.waitFor(/Photos: 1\nStatus: draft/u);
  });
});

describe('what is paid for', () => {
  let chat: Chat;
  let offer: ChatMessage;

  beforeAll(async () => {
    chat = await newPerson();
    await readyToTrain(chat, { name: 'Eve', first: 70 });
    offer = await chat.waitFor('Train “Eve”?');
  });

  it('is one training where “Start training” is pressed twice', async () => {
    await chat.pressTwice(offer, dataOf(offer, 'Start training'));
    await chat.waitFor('“Eve” is ready!');
    expect(await balanceOf(chat)).toEqual({ available: 240, held: 0 });
  });

  it('is nothing where a button from an earlier message is pressed', async () => {
    const ready = await chat.waitFor('“Eve” is ready!');
    const newest = (await chat.messages()).at(-1);
    expect(await chat.pressOn(ready, 'continue:of-old')).toBe(
      'This button has expired. /start opens the menu.',
    );
    expect((await chat.messages()).at(-1)?.id).toBe(newest?.id);
    expect(await balanceOf(chat)).toEqual({ available: 240, held: 0 });
  });

  it('is nothing for a description of 4 or 2,001 characters', async () => {
    await chat.press('Create a picture');
    await chat.press('My own words');
    await chat.waitFor('describe the picture');
    expect(await answersTo(chat, 'cats')).toEqual([
      'The description is too short: at least 5 characters.',
    ]);
    expect(await answersTo(chat, 'x'.repeat(2001))).toEqual([
      'The description is too long: 2,001 characters, the most is 2,000.',
    ]);
    expect(await balanceOf(chat)).toEqual({ available: 240, held: 0 });
  });

  it('is one picture where “Make it” is pressed twice, and nothing for an order of before', async () => {
    await chat.say('on a horse in the desert');
    const shapes = await chat.waitFor('Which shape?');
    const oldShape = dataOf(shapes, '3:4');
    await chat.say('in a boat on a quiet lake');
    await chat.waitFor('in a boat on a quiet lake');
    expect(await chat.pressOn(shapes, oldShape)).toBe(
      'This button has expired. Start again from the menu.',
    );
    await chat.press('3:4');
    const order = await chat.waitFor('Shall I make it?');
    await chat.pressTwice(order, dataOf(order, 'Make it'));
    await pictureOf(chat, 'in a boat on a quiet lake');
    expect(await balanceOf(chat)).toEqual({ available: 238, held: 0 });
    // The picture took the order's place; its button can still be sent from any other message.
    expect(await chat.pressOn(shapes, dataOf(order, 'Make it'))).toBe('It is already being made.');
    expect(await balanceOf(chat)).toEqual({ available: 238, held: 0 });
    const pictures = (await chat.messages()).filter(({ photo, from }) => photo && from === 'bot');
    expect(pictures).toHaveLength(1);
  });
});
