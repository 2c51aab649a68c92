import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Markup, Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import { startTelegramSandbox } from '../telegram-sandbox/index.ts';
import { chatPageFiles } from './index.ts';

const token = '4242:chat-page-test';

/** A bot with one of everything the page has to show. */
const showBot = (apiRoot: string) => {
  const bot = new Telegraf(token, { telegram: { apiRoot } });
  const albums: (string | undefined)[] = [];
  bot.start((context) =>
    context.reply(
      `Hello, ${context.from.first_name}!`,
      Markup.inlineKeyboard([
        [Markup.button.callback('Slow', 'slow'), Markup.button.callback('Alert', 'alert')],
        [Markup.button.callback('Edit', 'edit'), Markup.button.url('Site', 'https://example.org/')],
      ]),
    ),
  );
  let release = (): void => {};
  bot.action('slow', async (context) => {
    await new Promise<void>((resolve) => (release = resolve));
    await context.answerCbQuery('Done at last');
  });
  bot.action('alert', (context) =>
    context.answerCbQuery('You have 120 credits', { show_alert: true }),
  );
  bot.action('edit', async (context) => {
    await context.editMessageText('Edited in place');
    await context.answerCbQuery();
  });
  bot.command('keys', (context) => context.reply('Choose', Markup.keyboard([['Red', 'Blue']])));
  bot.command('bye', (context) => context.reply('Gone', Markup.removeKeyboard()));
  bot.on('pre_checkout_query', (context) => context.answerPreCheckoutQuery(true));
  bot.command('buy', (context) =>
    context.replyWithInvoice({
      title: '100 credits',
      description: 'Enough for one training',
      payload: 'credits',
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: 'Credits', amount: 100 }],
    }),
  );
  bot.on(message('text'), (context) =>
    context.replyWithHTML(`<b>You said</b> <tg-spoiler>${context.text.length}</tg-spoiler>`),
  );
  bot.on(message('photo'), (context) => void albums.push(context.message.media_group_id));
  bot.on(message('document'), (context) => void albums.push(context.message.media_group_id));
  return { bot, albums, release: () => release() };
};

/** The page on the real Telegram sandbox, with a real Telegraf bot behind it. */
export const startChat = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chat-page-'));
  const sandbox = await startTelegramSandbox({ token, dataDir });
  const files = chatPageFiles();
  const server = createServer((request, response) => {
    if (!files(request, response)) sandbox.pageHandler(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { bot, albums, release } = showBot(sandbox.apiRoot);
  await bot.telegram.setMyDescription('Portraits from your photos');
  await bot.telegram.setMyDescription('Портреты из ваших фото', 'ru');
  await bot.telegram.setMyCommands([
    { command: 'start', description: 'Begin' },
    { command: 'keys', description: 'Show keys' },
  ]);
  const running = bot.launch({ dropPendingUpdates: true });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    telegram: bot.telegram,
    albums,
    release,
    dropConnections: () => server.closeAllConnections(),
    stop: async () => {
      bot.stop();
      await running;
      server.closeAllConnections();
      server.close();
      await sandbox.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type Chat = Awaited<ReturnType<typeof startChat>>;
