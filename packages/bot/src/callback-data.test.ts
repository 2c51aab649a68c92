import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { callbackData, onPicture, parseCallbackData, readMark } from './callback-data.ts';

describe('what a button sends back', () => {
  it('is read as it was written', () => {
    for (let made = 0; made < 200; made += 1) {
      const [one, other] = [randomUUID(), randomUUID()];
      const data = callbackData('route', one, 'fast', other);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      expect(parseCallbackData(data)).toEqual({ route: 'route', args: [one, 'fast', other] });
    }
    expect(parseCallbackData(callbackData('menu'))).toEqual({ route: 'menu', args: [] });
  });

  it('may stand under a picture that is a screen', () => {
    const data = callbackData('gallery', randomUUID());
    expect(readMark(onPicture(data))).toEqual({ data, isMarked: true });
    expect(readMark(data)).toEqual({ data, isMarked: false });
  });

  it('never exceeds what Telegram takes', () => {
    expect(() => callbackData('route', 'x'.repeat(58))).toThrow(RangeError);
    expect(onPicture(callbackData('route', 'x'.repeat(57)))).toHaveLength(64);
    expect(() => callbackData('route', 'я'.repeat(30))).toThrow(RangeError);
  });

  it('is read without complaint, whatever it is', () => {
    const id = randomUUID();
    const foreign = [
      '',
      ':',
      '::::',
      '~',
      'a:~',
      `a:~${'A'.repeat(22)}`,
      `a:${id}:`,
      '\u0000',
      '💥',
    ];
    for (const data of foreign) {
      const { route, args } = parseCallbackData(data);
      expect([route, ...args].length).toBe(data.split(':').length);
    }
    expect(parseCallbackData(`a:${id}`).args).toEqual([id]);
    expect(parseCallbackData('a:~tooshort').args).toEqual(['~tooshort']);
  });
});
