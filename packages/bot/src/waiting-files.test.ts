import { describe, expect, it } from 'vitest';
import { deliveryKeyOf, messageIdOf } from './delivery-key.ts';
import { alsoWaiting, readWaiting, withWaiting, type WaitingFile } from './waiting-files.ts';

const now = Date.UTC(2026, 10, 23);
const minutes = 60_000;
const file = (number: number, at = now): WaitingFile => ({
  fileId: `file-${number}`,
  key: deliveryKeyOf(7, number),
  at,
});

describe('files that wait for an avatar', () => {
  it('are stored beside the conversation, and read again', () => {
    const stored: unknown = JSON.parse(JSON.stringify(withWaiting({ step: 'idle' }, [file(1)])));
    expect(readWaiting(stored, now)).toEqual([file(1)]);
    expect(withWaiting({ step: 'idle' }, [])).toEqual({ step: 'idle' });
  });

  it('are kept for an hour', () => {
    const waiting = [file(1, now - 61 * minutes), file(2, now - 59 * minutes)];
    expect(readWaiting(withWaiting({ step: 'idle' }, waiting), now)).toEqual([waiting[1]]);
  });

  it('are thirty at most, the newest, and each once', () => {
    let waiting: readonly WaitingFile[] = [];
    for (let number = 1; number <= 100; number += 1) waiting = alsoWaiting(waiting, file(number));
    waiting = alsoWaiting(waiting, file(100));
    expect(waiting).toHaveLength(30);
    expect(waiting[0]).toEqual(file(71));
    expect(JSON.stringify(withWaiting({ step: 'idle' }, waiting)).length).toBeLessThan(5000);
  });

  it.each([undefined, null, 'x', [], { waiting: 7 }, { waiting: [{ fileId: 1 }] }])(
    'are none where nothing of the kind is stored: %j',
    (stored) => {
      expect(readWaiting(stored, now)).toEqual([]);
    },
  );
});

describe('the key of a delivery', () => {
  it.each([
    ['of a photo', deliveryKeyOf(7, 55), 55],
    ['of a photo in an archive', `${deliveryKeyOf(7, 55)}/003`, 55],
    ['of another channel', 'somewhere else', undefined],
  ])('%s names its message', (_, key, message) => {
    expect(messageIdOf(key)).toBe(message);
  });
});
