import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeHealthCheck, inMemoryLeadership } from '@aisha/core/testing';
import { telegramClient } from '@aisha/adapters/telegraf';
import { fallback, locales } from '../../packages/bot/src/i18n/languages.ts';
import { plainTranslator } from '../../packages/bot/src/i18n/translate.ts';
import { startBot, type BotParts, type Running } from '../../packages/bot/src/start-bot.ts';
import { startBotSetting, type BotSetting } from './bot-setting.ts';
import { token } from './telegram.ts';

describe('the bot as a process', () => {
  let setting: BotSetting;
  let running: Running | undefined;

  beforeEach(async () => {
    setting = await startBotSetting();
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    await setting.stop();
  });

  const partsOf = (own: Partial<BotParts> = {}): BotParts => ({
    bot: setting.bot,
    telegram: setting.telegram.telegram,
    pacing: { close: () => undefined },
    aisha: setting.aisha,
    inbox: setting.inbox,
    leadership: inMemoryLeadership(),
    queue: setting.ports.jobs,
    chores: [],
    health: [fakeHealthCheck('database')],
    logger: setting.logger,
    ...own,
  });
  const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + 5000;
    while (!(await condition())) {
      if (Date.now() > deadline) throw new Error('it never came to be so');
      await pause(10);
    }
  };

  it('answers people, tells what it can do in both languages, and is healthy', async () => {
    running = await startBot(partsOf(), { port: 0, role: 'all' });
    const { page, seenBy } = setting.telegram;
    const { id } = await page.post('users', { firstName: 'Anna', languageCode: 'ru' });
    await page.post('messages', { user: id, text: '/start' });
    await until(async () =>
      (await seenBy(id)).some(({ caption }) => caption?.includes('Привет, Anna!')),
    );
    await until(async () => (await page.state(id)).bot.commands.length === 12);
    expect((await page.state(id)).bot.commands[0]).toEqual({
      command: 'start',
      description: 'Главное меню',
    });
    expect((await fetch(`http://127.0.0.1:${running.port}/health`)).status).toBe(200);
  });

  const everyCommand =
    'start create avatars styles gallery balance settings help privacy cancel paysupport terms'.split(
      ' ',
    );

  it('describes itself in every language, and says nothing twice', async () => {
    const { telegram, callsOf } = setting.telegram;
    const said = (method: string) => callsOf(method).length;
    running = await startBot(partsOf(), { port: 0, role: 'bot' });
    await until(() => said('setMyShortDescription') === locales.length);
    for (const locale of locales) {
      const language = { language_code: locale === fallback ? '' : locale };
      const plain = plainTranslator(locale);
      expect(await telegram.callApi('getMyDescription', language)).toEqual({
        description: plain('bot.description'),
      });
      expect(await telegram.callApi('getMyShortDescription', language)).toEqual({
        short_description: plain('bot.short-description'),
      });
      const commands = await telegram.callApi('getMyCommands', language);
      expect(commands.map(({ command }) => command)).toEqual(everyCommand);
    }
    await running.stop();
    await telegram.callApi('setMyDescription', { description: 'Of another version' });
    const asked = said('getMyShortDescription');
    running = await startBot(partsOf(), { port: 0, role: 'bot' });
    await until(() => said('getMyShortDescription') === asked + locales.length);
    expect(said('setMyCommands')).toBe(locales.length);
    expect(said('setMyShortDescription')).toBe(locales.length);
    // The one of the test, and the one that puts it right.
    expect(said('setMyDescription')).toBe(locales.length + 2);
  });

  it('handles after a restart what it had taken, once', async () => {
    const { page, seenBy } = setting.telegram;
    const { id } = await page.post('users', { firstName: 'Anna', languageCode: 'en' });
    running = await startBot(partsOf(), { port: 0, role: 'bot' });
    await page.post('messages', { user: id, text: '/start' });
    await until(async () => (await seenBy(id)).length === 2);
    await running.stop();
    await page.post('messages', { user: id, text: '/start' });
    running = await startBot(partsOf(), { port: 0, role: 'bot' });
    await until(async () => (await seenBy(id)).length === 4);
    expect(setting.inbox.unfinished()).toEqual([]);
  });

  it('does not start halfway: with its port taken, nobody is listened to', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const start = startBot(partsOf(), { port, role: 'all' });
    await expect(start).rejects.toThrow(`Port ${port} is taken (BOT_PORT)`);
    expect(setting.telegram.callsOf('getUpdates')).toEqual([]);
    other.close();
  });

  it('says without its token that Telegram cannot be reached', async () => {
    const nowhere = telegramClient({ token, apiRoot: 'http://127.0.0.1:1' });
    const start = startBot(partsOf({ telegram: nowhere }), { port: 0, role: 'bot' });
    const error: unknown = await start.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'messenger.unavailable' });
    const { message, stack } = error as Error;
    expect([message, stack].join(' ')).not.toContain(token.split(':')[1]);
  });
});
