import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat, type Chat } from '../support/chat.ts';
import {
  startPlaygroundProcess,
  temporaryDataDir,
  type PlaygroundProcess,
} from '../support/playground.ts';
import { balanceOf, join, orderPicture, readyToTrain, trainAvatar } from '../support/walk.ts';

const shapeOf = async (picture: Buffer): Promise<number> => {
  const { width, height } = await sharp(picture).metadata();
  return width / height;
};

describe('a new user, with nothing configured', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let playground: PlaygroundProcess;
  let chat: Chat;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    playground = await startPlaygroundProcess(dataDir.path, { PREVIEW_PICTURES: '4' });
    chat = await openChat(playground.address);
    await join(chat);
  });

  afterAll(async () => {
    await playground.end('SIGTERM');
    await dataDir.remove();
  });

  it('trains a portrait avatar and receives a picture in the chosen shape', async () => {
    const after = await trainAvatar(chat, { kind: /Portrait/u, name: 'Anna' });
    const prompt = 'in a red coat on a snowy street';
    const picture = await orderPicture(chat, { prompt, after, ratio: '3:4' });
    expect(await shapeOf(picture)).toBeCloseTo(3 / 4, 1);
    await chat.waitFor('“Anna”: the first pictures of version 1', { after: after.id });
    // The training and the picture; the first four are a present.
    expect(await balanceOf(chat)).toEqual({ available: 300 - 60 - 2, held: 0 });
  });

  it('trains an artistic avatar through the other trainer and receives a picture', async () => {
    const after = await trainAvatar(chat, { kind: /Artistic/u, name: 'Bird', first: 50 });
    const prompt = 'as a watercolour in a garden';
    const picture = await orderPicture(chat, { prompt, after, ratio: '16:9' });
    expect(await shapeOf(picture)).toBeCloseTo(16 / 9, 1);
  });
});

describe('a stop in the middle of a training', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    'loses nothing after %s: the training ends and the earlier picture is still there',
    async (signal) => {
      const dataDir = await temporaryDataDir();
      try {
        const slow = { FAL_SANDBOX_TRAINING_MS: '3000' };
        const first = await startPlaygroundProcess(dataDir.path, slow);
        const chat = await openChat(first.address);
        await join(chat);
        const after = await trainAvatar(chat, { name: 'Anna' });
        const picture = await orderPicture(chat, { prompt: 'by the sea at dusk', after });
        await chat.press('🤍 Favourite');
        await readyToTrain(chat, { name: 'Bea', first: 50 });
        const confirmed = await chat.press(/Start training/u);
        await chat.waitFor(/Learning/u, { after: confirmed.id - 1 });
        const code = await first.end(signal);
        if (signal === 'SIGINT') expect(code).toBe(0);

        const second = await startPlaygroundProcess(dataDir.path);
        const again = chat.at(second.address);
        await again.waitFor('“Bea” is ready!');
        // Two fast trainings and one picture, each paid for once.
        expect(await balanceOf(again)).toEqual({ available: 300 - 60 - 60 - 2, held: 0 });
        await again.say('/gallery');
        await again.press('Filter');
        await again.press('Favourites');
        await again.press('❤️ 1');
        const shown = await again.waitFor(/^🖼 \w+ \d+, \d{4}$/u);
        expect((await again.picture(shown)).equals(picture)).toBe(true);
        await second.end('SIGTERM');
      } finally {
        await dataDir.remove();
      }
    },
  );
});
