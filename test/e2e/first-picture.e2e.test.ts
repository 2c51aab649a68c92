import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat, type Chat } from '../support/chat.ts';
import { photographs } from '../support/photographs.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';

/** From the first press to a trained avatar; answers the message that says it is ready. */
const trainAvatar = async (
  chat: Chat,
  { kind, name, photos }: { kind: RegExp; name: string; photos: readonly Buffer[] },
) => {
  await chat.say('/create');
  await chat.press(kind);
  await chat.press(/Person/u);
  await chat.waitFor('What shall we call');
  await chat.say(name);
  await chat.waitFor(`“${name}”: now the photos`);
  await chat.send(photos, { album: name });
  await chat.press(/Continue/u);
  await chat.press(/Fast/u);
  await chat.press(/Start training/u);
  return chat.waitFor(`“${name}” is ready!`);
};

const orderPicture = async (chat: Chat, prompt: string, ratio: string) => {
  await chat.waitFor('describe the picture');
  await chat.say(prompt);
  await chat.press(ratio);
  await chat.press(/Make it/u);
  return chat.waitFor(prompt.slice(0, 20), { after: 0 });
};

describe('a new user, with nothing configured', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let playground: PlaygroundProcess;
  let chat: Chat;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    playground = await startPlaygroundProcess(dataDir.path);
    chat = await openChat(playground.address);
    await chat.say('/start');
    await chat.press(/I agree/u);
    await chat.waitFor('300 credits');
  });

  afterAll(async () => {
    await playground.end('SIGTERM');
    await dataDir.remove();
  });

  const pictureOf = async (prompt: string) => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const message = (await chat.messages()).findLast(
        ({ photo, caption }) => photo !== undefined && caption?.includes(prompt),
      );
      if (message) return chat.picture(message);
      if (Date.now() > deadline) throw new Error('no picture came');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('trains a portrait avatar and receives a picture in the chosen shape', async () => {
    const ready = await trainAvatar(chat, {
      kind: /Portrait/u,
      name: 'Anna',
      photos: await photographs(12),
    });
    await chat.press('Create a picture', { after: ready.id - 1 });
    await orderPicture(chat, 'in a red coat on a snowy street', '3:4');
    const { width, height } = await sharp(await pictureOf('in a red coat')).metadata();
    expect((width ?? 0) / (height ?? 1)).toBeCloseTo(3 / 4, 1);
  });

  it('trains an artistic avatar through the other trainer and receives a picture', async () => {
    const ready = await trainAvatar(chat, {
      kind: /Artistic/u,
      name: 'Bird',
      photos: await photographs(10, 50),
    });
    await chat.press('Create a picture', { after: ready.id - 1 });
    await orderPicture(chat, 'as a watercolour in a garden', '16:9');
    const { width, height } = await sharp(await pictureOf('as a watercolour')).metadata();
    expect((width ?? 0) / (height ?? 1)).toBeCloseTo(16 / 9, 1);
  });
});

describe('a stop in the middle of a training', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    'loses nothing after %s: the training ends and the picture is still there',
    async (signal) => {
      const dataDir = await temporaryDataDir();
      try {
        const first = await startPlaygroundProcess(dataDir.path, {
          FAL_SANDBOX_TRAINING_MS: '4000',
        });
        const chat = await openChat(first.address);
        await chat.say('/start');
        await chat.press(/I agree/u);
        await chat.say('/create');
        await chat.press(/Portrait/u);
        await chat.press(/Woman/u);
        await chat.waitFor('What shall we call');
        await chat.say('Anna');
        await chat.waitFor('now the photos');
        await chat.send(await photographs(10));
        await chat.press(/Continue/u);
        await chat.press(/Fast/u);
        await chat.press(/Start training/u);
        await chat.waitFor(/Learning/u);
        const code = await first.end(signal);
        if (signal === 'SIGINT') expect(code).toBe(0);

        const second = await startPlaygroundProcess(dataDir.path);
        const again = chat.at(second.address);
        await again.waitFor('“Anna” is ready!');
        await again.say('/balance');
        await again.waitFor('Available: 240 credits');
        await second.end('SIGTERM');
      } finally {
        await dataDir.remove();
      }
    },
  );
});
