import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pacingLimits, telegrafMessenger, telegramPacing } from '@aisha/adapters/telegraf';
import { inMemoryRateLimiter, recordingLogger } from '@aisha/core/testing';
import { picture, startTelegram, type Telegram } from './telegram.ts';

/** Calls that say something in a chat, in the order in which Telegram judged them. */
const saidTo = ({ sandbox }: Telegram, ...chats: readonly number[]) =>
  sandbox
    .calls()
    .filter(({ method }) => /^(?:send|edit)/u.test(method))
    .filter(({ parameters }) => chats.includes(Number(parameters['chat_id'])))
    .toSorted((before, after) => before.at - after.at);

describe('a paced Telegram', () => {
  let telegram: Telegram;
  let [one, other]: number[] = [];

  beforeEach(async () => {
    telegram = await startTelegram();
    [one, other] = [await telegram.newPerson(), await telegram.newPerson()];
  });
  afterEach(() => telegram.stop());

  const paced = (own: Partial<Parameters<typeof telegramPacing>[0]> = {}) =>
    telegramPacing({ telegram: telegram.telegram, ...own });
  const chats = (): [number, number] => [one ?? 0, other ?? 0];

  it('makes a refused picture again after the named wait, whole, and only its chat waits', async () => {
    const [busy, quiet] = chats();
    const { bulk } = paced();
    const source = await picture(320, 240);
    const tooManyRequests = { times: 1, retryAfter: 1, chats: [busy] };
    telegram.faults.set({ tooManyRequests });
    const photo = bulk.sendPhoto(busy, { source });
    await bulk.sendMessage(quiet, 'meanwhile');
    await photo;
    telegram.faults.set({ tooManyRequests });
    const album = [1, 2].map(() => ({ type: 'photo' as const, media: { source } }));
    await bulk.sendMediaGroup(busy, album);

    const [refused, again, refusedAlbum, albumAgain] = saidTo(telegram, busy);
    const [meanwhile] = saidTo(telegram, quiet);
    expect(meanwhile!.at).toBeLessThan(again!.at);
    expect(refused).toMatchObject({ method: 'sendPhoto', errorCode: 429 });
    expect(again).toMatchObject({ method: 'sendPhoto', ok: true, parameters: refused?.parameters });
    expect(again!.at - refused!.at).toBeGreaterThanOrEqual(1_000);
    expect(refusedAlbum).toMatchObject({ method: 'sendMediaGroup', errorCode: 429 });
    expect(albumAgain).toMatchObject({ method: 'sendMediaGroup', ok: true });
    expect(albumAgain!.at - refusedAlbum!.at).toBeGreaterThanOrEqual(1_000);
    const pictures = (await telegram.seenBy(busy)).filter(({ photo }) => photo);
    expect(pictures).toHaveLength(3);
    for (const { photo } of pictures) expect(photo).toMatchObject({ width: 320, height: 240 });
  });

  it('sends a document again byte for byte, and never half of a stream', async () => {
    const [chat] = chats();
    const { bulk } = paced();
    const bytes = Buffer.from(await picture(200, 200));
    telegram.faults.set({ tooManyRequests: { times: 1, retryAfter: 1 } });
    const sent = await bulk.sendDocument(chat, { source: bytes, filename: 'a.jpg' });
    const link = await telegram.telegram.getFileLink(sent.document.file_id);
    const kept = Buffer.from(await (await fetch(link)).arrayBuffer());
    expect(sha256(kept)).toBe(sha256(bytes));

    telegram.faults.set({ tooManyRequests: { times: 1, retryAfter: 1 } });
    const stream = { source: Readable.from([bytes]), filename: 'b.jpg' };
    await expect(bulk.sendDocument(chat, stream)).rejects.toThrow('429');
    expect(telegram.callsOf('sendDocument')).toHaveLength(3);
  });

  it('keeps the documented limits of all chats and of each, whatever is asked of it', async () => {
    telegram.faults.set({ limits: { perSecond: 20, chatBurst: 6, perChatSecond: 4 } });
    const limits = { ...pacingLimits({ perSecond: 20, perChatSecond: 4 }), chatBurst: 6 };
    const { interactive, bulk } = paced({ limits });
    const messages = Array.from({ length: 30 }, async (_, at) => {
      const face = at % 3 === 0 ? interactive : bulk;
      return face.sendMessage(chats()[at % 2] ?? 0, `${at}`);
    });
    await Promise.all(messages);
    expect(saidTo(telegram, ...chats()).filter(({ ok }) => !ok)).toEqual([]);
    const texts = (await telegram.seenBy(chats()[0])).flatMap(({ text }) => Number(text ?? NaN));
    const bulkTexts = texts.filter((at) => at % 3 !== 0);
    expect(bulkTexts).toEqual(bulkTexts.toSorted((before, after) => before - after));
  });

  it('gives up at once what would wait for long, with the wait, and bothers nobody meanwhile', async () => {
    const [chat] = chats();
    const logger = recordingLogger();
    const messenger = telegrafMessenger({ telegram: paced({ logger }).bulk });
    telegram.faults.set({ tooManyRequests: { times: 1, retryAfter: 30 } });
    const failed = { code: 'messenger.rate-limited', retryable: true };
    const first = await messenger.send(chat, { html: 'x' }).catch((error: unknown) => error);
    expect(first).toMatchObject({ ...failed, retryAfterMs: 30_000 });
    const second = await messenger.send(chat, { html: 'x' }).catch((error: unknown) => error);
    expect(second).toMatchObject(failed);
    const { retryAfterMs } = second as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(25_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
    await messenger.showAction(chat, 'typing');
    expect(telegram.callsOf('sendMessage')).toHaveLength(1);
    expect(telegram.callsOf('sendChatAction')).toEqual([]);
    expect(logger.lines).toMatchObject([
      { level: 'warn', fields: { method: 'sendMessage', waitMs: 30_000 } },
    ]);
  });

  it('shares one budget with the other processes of the bot', async () => {
    const limits = pacingLimits({ perSecond: 6, perChatSecond: 100 });
    const limiter = inMemoryRateLimiter({ clock: { now: () => new Date() } });
    const processes = [paced({ limits, limiter }), paced({ limits, limiter })];
    const sent = Array.from({ length: 20 }, async (_, at) =>
      processes[at % 2]?.interactive.sendMessage(chats()[at % 2] ?? 0, 'x'),
    );
    await Promise.all(sent);
    const times = saidTo(telegram, ...chats()).map(({ at }) => at);
    expect(times).toHaveLength(20);
    // A second by the budget, less what the ways may differ by.
    for (const end of times) {
      expect(times.filter((at) => at <= end && at > end - 700).length).toBeLessThanOrEqual(6);
    }
  });

  it('asks and reads without waiting', async () => {
    const [chat] = chats();
    const pacing = paced({ limits: { ...pacingLimits(), chatBurst: 1 } });
    const { bulk } = pacing;
    const waiting = [bulk.sendMessage(chat, 'a'), bulk.sendMessage(chat, 'b')];
    await expect(bulk.getMe()).resolves.toMatchObject({ id: 4242 });
    pacing.close();
    const [, late] = await Promise.allSettled(waiting);
    expect(late).toMatchObject({ reason: { code: 'messenger.unavailable' } });
  });
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
