import { describe, expect, it } from 'vitest';
import type { PageMessage } from '../telegram.ts';
import { faultsOfCalls, faultsOfMessage } from './findings.ts';
import { createMap } from './map.ts';
import { screenOf, type Screen } from './screen.ts';

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
    const screen = (title: string): Screen =>
      screenOf(said(title, { keyboard: [[{ text: 'Go', data: 'menu' }]] }))!;
    const map = createMap();
    const arrive = (title: string, from?: string) =>
      map.arrive([screen(title)], [], {
        from: from === undefined ? undefined : map.places.get(screen(from).key),
        history: [],
        isAsked: false,
      });
    arrive('Home');
    arrive('List', 'Home');
    arrive('Home', 'List');
    arrive('Trap', 'List');
    arrive('Trap', 'Trap');
    expect(map.deadEnds(new Set())).toEqual([]);
    for (const place of map.places.values()) place.untried.clear();
    expect(map.deadEnds(new Set([screen('Home').key]))).toEqual([screen('Trap').key]);
  });
});
