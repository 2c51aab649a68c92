import { describe, expect, it } from 'vitest';
import type { PageMessage } from '../telegram.ts';
import { crawl } from './crawl.ts';
import { faultsOfCalls, faultsOfMessage } from './findings.ts';
import { createMap } from './map.ts';
import { screenOf, type Screen } from './screen.ts';
import type { Standing } from './standings.ts';

const said = (text: string, more: Partial<PageMessage> = {}): PageMessage => ({
  id: 1,
  from: 'bot',
  date: 0,
  text,
  ...more,
});
const own = { locale: 'en', routes: new Set(['menu']) };
const withButton = (text: string, data: string) => said('Hello', { keyboard: [[{ text, data }]] });

describe('what the crawler notices', () => {
  it.each([
    [said('See menu.text'), 'shows the key menu.text'],
    [said('Hello {name}'), 'shows something unfinished'],
    [said('You have NaN credits'), 'shows something unfinished'],
    [said('Hello \ud83d'), 'cuts a character in two'],
    [said('x'.repeat(4097)), 'is 4097 characters long'],
    [said('Что делаем?'), 'is in another language'],
    [withButton('Go', 'nowhere:1'), 'has a button nowhere that leads nowhere'],
    [withButton('Go', `menu:${'x'.repeat(60)}`), 'has a button of more than 64 bytes'],
    [withButton(' ', 'menu'), 'has a button without words'],
  ])('in a message %#', (message, fault) => {
    expect(faultsOfMessage(message, own)).toContain(fault);
  });

  it('in what was said to Telegram', () => {
    const call = { method: 'sendMessage', parameters: {}, unknownParameters: [], at: 0, ok: true };
    expect(faultsOfCalls([call])).toEqual([]);
    const refused = { ...call, ok: false, description: 'Bad Request: BUTTON_DATA_INVALID' };
    const unmodified = { ...call, ok: false, description: 'Bad Request: message is not modified' };
    expect(faultsOfCalls([refused, unmodified])).toEqual([
      'sendMessage: Bad Request: BUTTON_DATA_INVALID',
    ]);
    const long = { ...call, method: 'answerCallbackQuery', parameters: { text: 'x'.repeat(200) } };
    expect(faultsOfCalls([long])).toEqual(['pops up more words than fit']);
  });

  it('where no button leads back, and where one does', () => {
    const screen = (title: string, route = 'go'): Screen =>
      screenOf(said(title, { keyboard: [[{ text: 'Go', data: route }]] }))!;
    const map = createMap();
    const arrive = (to: Screen, from?: Screen) =>
      map.arrive([to], {
        from: from && map.places.get(from.key),
        isNews: false,
        step: 'idle',
        goingOn: '',
      });
    const [welcome, list, trap] = [screen('Welcome', 'agree'), screen('List'), screen('Trap')];
    arrive(welcome);
    arrive(list, welcome);
    arrive(welcome, list);
    arrive(trap, list);
    arrive(trap, trap);
    expect(map.deadEnds()).toEqual([trap.key]);
  });

  it('of buttons that are new, each once', () => {
    const map = createMap();
    const arrive = (...routes: string[]) => {
      const keyboard = [routes.map((data) => ({ text: data, data }))];
      const screens = [screenOf(said('List', { keyboard }))!];
      const here = { from: undefined, isNews: false, step: 'idle', goingOn: '' };
      return map.arrive(screens, here).map(({ act }) => act.type === 'press' && act.key);
    };
    expect(arrive('menu', 'help:1', 'help:2')).toEqual(['menu', 'help:1', 'help:2']);
    expect(arrive('menu', 'help:1', 'help:2')).toEqual([]);
    expect(arrive('help:2', 'menu', 'help:3')).toEqual(['help:3']);
  });
});

/** What is called of the Bot API, put another way. */
type Twist = (method: string, payload: Payload) => Payload;
type Payload = { readonly text?: string; readonly reply_markup?: Markup };
type Markup = { readonly inline_keyboard: readonly object[][] };

/** Somebody new to a bot with a fault. */
const twisted =
  (twist: Twist): Standing =>
  async (setting, person) => {
    await person.join();
    const { telegram } = setting.telegram;
    const callApi = telegram.callApi.bind(telegram) as (
      ...call: readonly [string, Payload, ...unknown[]]
    ) => Promise<never>;
    telegram.callApi = (method: string, payload: object, ...rest: unknown[]) =>
      callApi(method, twist(method, payload), ...rest);
  };

/** Somebody whose presses of one button come to nothing. */
const deaf =
  (route: string, isAnswered: boolean): Standing =>
  async (setting, person) => {
    await person.join();
    const { handle } = setting.bot;
    const handled: typeof handle = async (update) => {
      const { callback_query: press } = update.payload as {
        callback_query?: { id: string; data: string };
      };
      if (press?.data !== route) return handle(update);
      if (isAnswered) await setting.telegram.telegram.answerCbQuery(press.id);
      return { conversation: { step: 'idle' } };
    };
    Object.assign(setting.bot, { handle: handled });
  };

const onMenu = (payload: Payload, change: (markup: Markup) => Partial<Payload>): Payload => {
  const { reply_markup: markup } = payload;
  return markup && JSON.stringify(markup).includes('"settings"')
    ? { ...payload, ...change(markup) }
    : payload;
};

const button =
  (text: string, data: string): Twist =>
  (_method, payload) =>
    onMenu(payload, ({ inline_keyboard: rows }) => ({
      reply_markup: { inline_keyboard: [...rows, [{ text, callback_data: data }]] },
    }));

const words =
  (text: string): Twist =>
  (_method, payload) =>
    onMenu(payload, () => ({ text }));

/** The help, with a button that leads to itself alone. */
const trap: Twist = (_method, payload) =>
  payload.text?.includes('How it works')
    ? { ...payload, reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'help' }]] } }
    : payload;

describe('a fault that is planted', () => {
  it.each([
    ['a button that nobody answers', deaf('help', false), 'nobody answers'],
    ['a button that does nothing', deaf('help', true), 'nothing happens'],
    [
      'a button without a handler',
      twisted(button('Go', 'nowhere:1')),
      'nowhere that leads nowhere',
    ],
    ['a button that has expired', twisted(button('Go', 'avatar:1')), 'has expired'],
    ['a button of 65 bytes', twisted(button('Go', `menu:${'x'.repeat(60)}`)), 'DATA_INVALID'],
    ['a button with a raw key', twisted(button('menu.home', 'menu')), 'shows the key menu.home'],
    ['a raw key', twisted(words('See menu.text')), 'shows the key menu.text'],
    ['another language', twisted(words('Что делаем?')), 'is in another language'],
    ['a text that is too long', twisted(words('x'.repeat(4_097))), 'message is too long'],
    ['a screen without a way home', twisted(trap), 'no way home from'],
  ])('is found: %s', async (_, standing, finding) => {
    const { findings } = await crawl({ standing, locale: 'en', maxActs: 100 });
    expect(findings.join('\n')).toContain(finding);
  });

  it('is not found where there is none', async () => {
    const { findings } = await crawl({
      standing: (_, person) => person.join(),
      locale: 'en',
      maxActs: 40,
    });
    expect(findings).toEqual(['40 acts were not enough to see everything']);
  });
});
