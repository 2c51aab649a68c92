import { createAisha, defaultPolicy, streamOf, type ClaimedUpdate, type Policy } from '@aisha/core';
import {
  inMemoryBlobStore,
  inMemoryCache,
  inMemoryLiveMessages,
  inMemoryPorts,
  inMemoryRateLimiter,
  inMemoryTraces,
  inMemoryUpdateInbox,
  plainPicture,
  recordingLogger,
} from '@aisha/core/testing';
import { sharpPictureReader, sharpPictureSheets } from '@aisha/adapters/sharp';
import {
  cachedHandles,
  telegrafFileSource,
  telegrafMessenger,
  telegrafNotifier,
} from '@aisha/adapters/telegraf';
import { readConversation } from '../../packages/bot/src/conversation.ts';
import { createBot } from '../../packages/bot/src/create-bot.ts';
import { renderNotification } from '../../packages/bot/src/notifications/render.ts';
import { allRoutes } from '../../packages/bot/src/router.ts';
import { landUpdates } from '../../packages/bot/src/updates/land.ts';
import { visiblePhotos } from './visible-photos.ts';
import { countingUploads } from './counting-uploads.ts';
import { picture, startTelegram, token, type PageMessage, type Telegram } from './telegram.ts';

const owner = 'test';
const leaseMs = 60_000;
/** What every generator draws here. Made once: noise takes its time. */
const drawing = picture(448, 576);

/** What comes unasked is asked for by the tests that are about it. */
const quietPolicy: Policy = { ...defaultPolicy, previews: { count: 0 } };

/** The whole bot on a Telegram of this machine, its stores in memory, its wheels turned by the test. */
export const startBotSetting = async (policy: Policy = quietPolicy) => {
  const telegram = await startTelegram();
  const ports = await portsOn(telegram, policy);
  const aisha = createAisha(ports);
  await ports.jobs.work(aisha.jobs);
  const logger = recordingLogger();
  const { clock, blobs, ids, liveMessages } = ports;
  const handles = cachedHandles(inMemoryCache({ clock }));
  const { messenger, uploads } = countingUploads(
    telegrafMessenger({ telegram: telegram.telegram, handles }),
  );
  const limiter = inMemoryRateLimiter({ clock });
  const dependencies = {
    aisha,
    telegram: telegram.telegram,
    messenger,
    liveMessages,
    blobs,
    ids,
    policy: ports.policy,
    limiter,
    now: () => clock.now().getTime(),
    logger,
  };
  const bot = createBot(dependencies);
  let current = bot;
  let isToDie = false;
  const { inbox } = ports;

  const handleAll = async (): Promise<void> => {
    for (;;) {
      const claimed = await inbox.claim({ owner, limit: 16, leaseMs });
      if (claimed.length === 0) return;
      for (const update of claimed) await handle(update);
    }
  };
  const handle = async (update: ClaimedUpdate): Promise<void> => {
    if (isToDie) {
      isToDie = false;
      await current.handle(update);
      current = createBot(dependencies);
      clock.advance(leaseMs);
      return;
    }
    const { conversation } = await current.handle(update);
    await inbox.complete(update, { owner, conversation });
    conversations.set(update.lane, conversation);
  };
  const conversations = new Map<string, unknown>();
  const limit = 100;
  let offset = 0;
  /** Everything that was sent is received and handled; jobs have run until nothing is due for a second. */
  const settle = async (): Promise<void> => {
    for (let isMore = true; isMore;) {
      const updates = await telegram.telegram.callApi('getUpdates', { offset, limit, timeout: 0 });
      await landUpdates({ inbox, logger }, updates);
      offset = Math.max(offset, ...updates.map((update) => update.update_id + 1));
      isMore = updates.length >= limit;
    }
    await handleAll();
    await ports.jobs.drainFor(1000);
  };
  return {
    telegram,
    ports,
    aisha,
    bot,
    /** From here on another process answers, which knows nothing but what is stored. */
    restart: (): void => {
      current = createBot(dependencies);
    },
    /** Whoever handles the next update dies before that is written down: another handles it once more. */
    dieAtTheEnd: (): void => {
      isToDie = true;
    },
    /** Everything the bot answers to. */
    routes: allRoutes(dependencies),
    inbox,
    logger,
    /** How often each picture of a screen was uploaded. */
    uploads,
    /** What is being talked about in a chat. */
    conversationWith: (chatId: number) => readConversation(conversations.get(`chat:${chatId}`)),
    settle,
    store: () => ports.unitOfWork.committed(),
    /** What this answers puts everything back as it is now; pictures that Telegram has stay with it. */
    remember: () => {
      const { unitOfWork, jobs, trainer, generator, providerFiles } = ports;
      const talks = [...conversations];
      const stores = [unitOfWork, jobs, clock, blobs, inbox, liveMessages, limiter];
      const others = [trainer, generator, providerFiles, telegram.sandbox];
      const restores = [...stores, ...others].map((part) => part.remember());
      return (): void => {
        for (const restore of restores) restore();
        conversations.clear();
        for (const [chat, talk] of talks) conversations.set(chat, talk);
      };
    },
    aPerson: (languageCode = 'en', firstName = 'Anna') =>
      aPerson({ telegram, settle }, languageCode, firstName),
    stop: () => telegram.stop(),
  };
};

export type BotSetting = Awaited<ReturnType<typeof startBotSetting>>;

const portsOn = async ({ telegram, sandbox }: Telegram, policy: Policy) => {
  const blobs = inMemoryBlobStore();
  const liveMessages = inMemoryLiveMessages();
  const drawn = await drawing;
  const ports = inMemoryPorts({
    blobs,
    policy,
    files: telegrafFileSource({ telegram, token, apiRoot: sandbox.apiRoot }),
    notifier: telegrafNotifier({ telegram, liveMessages, blobs, render: renderNotification }),
    // Telegram looks at pictures, so what the generator draws is a real one.
    fetcher: { fetch: async (url) => streamOf(url.endsWith('.png') ? drawn : Buffer.from(url)) },
    photoReader: visiblePhotos(drawn),
    pictureReader: sharpPictureReader(),
    pictureSheets: sharpPictureSheets(),
  });
  const { clock, unitOfWork, jobs } = ports;
  const inbox = inMemoryUpdateInbox({
    clock,
    users: {
      findByAddress: (address) => unitOfWork.run((tx) => tx.users.findByAddress(address)),
    },
  });
  const traces = inMemoryTraces({ jobs, inbox, liveMessages });
  return { ...ports, traces, inbox, liveMessages };
};

type Hands = { readonly telegram: Telegram; readonly settle: () => Promise<void> };

/** Somebody at the other end: acts, and sees what a Telegram app would show. */
const aPerson = async ({ telegram, settle }: Hands, languageCode: string, firstName: string) => {
  const { page } = telegram;
  const { id } = await page.post('users', { firstName, languageCode });
  const messages = (): Promise<PageMessage[]> => telegram.seenBy(id);
  const answers = async (): Promise<PageMessage[]> =>
    (await messages()).filter(({ from }) => from === 'bot');
  const last = async (): Promise<PageMessage> => {
    const message = (await answers()).at(-1);
    if (!message) throw new Error('the bot has said nothing');
    return message;
  };
  const send = async (text: string): Promise<PageMessage> => {
    await page.post('messages', { user: id, text });
    await settle();
    return last();
  };
  const pressData = async (messageId: number, data: string): Promise<string> => {
    const { callbackId } = await page.post<{ callbackId: string }>('callbacks', {
      user: id,
      messageId,
      data,
    });
    await settle();
    const answered = telegram
      .callsOf('answerCallbackQuery')
      .find(({ parameters }) => parameters['callback_query_id'] === callbackId);
    const text = answered?.parameters['text'];
    return typeof text === 'string' ? text : '';
  };
  const buttonOf = async (label: string): Promise<{ messageId: number; data: string }> => {
    const all = await answers();
    for (const { id: messageId, keyboard } of all.toReversed()) {
      const button = keyboard?.flat().find(({ text }) => text.includes(label));
      if (button?.data !== undefined) return { messageId, data: button.data };
    }
    throw new Error(`no button says ${label}`);
  };
  const upload = async (looks: string, more: Record<string, string> = {}, own = {}) => {
    const query = { user: String(id), as: 'document', name: 'photo.jpg', ...more };
    await page.upload(query, plainPicture({ looks, ...own }));
  };
  /** Says something into the phone; what comes is as the fakes hear it. */
  const say = async (words: string, seconds = 3): Promise<PageMessage> => {
    await page.speak(id, Buffer.from(words), seconds);
    await settle();
    return last();
  };
  return {
    id,
    say,
    messages,
    answers,
    last,
    send,
    buttonOf,
    pressData,
    /** Presses the newest button with this label; gives the words that popped up. */
    press: async (label: string): Promise<string> => {
      const { messageId, data } = await buttonOf(label);
      return pressData(messageId, data);
    },
    upload,
    /** So many photos, each of its own looks, sent as one album. */
    sendAlbum: async (count: number, name = 'album'): Promise<void> => {
      for (let at = 0; at < count; at += 1) await upload(`${name} ${at}`, { album: name });
      await settle();
    },
    /** Agrees to the terms. */
    join: async (): Promise<void> => {
      await send('/start');
      await pressData((await last()).id, `-agree:${languageCode}`);
    },
  };
};

export type Person = Awaited<ReturnType<typeof aPerson>>;
