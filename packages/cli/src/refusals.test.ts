import { describe, expect, it } from 'vitest';
import { refusalSentence, refused, type AnyRefusal } from './refusals.ts';

const ending = (refusal: AnyRefusal, json?: true) => {
  let printed = '';
  let code = 0;
  const told: string[] = [];
  const terminal = {
    interactive: false,
    ask: async () => '',
    note: (text: string) => void told.push(text),
    status: () => undefined,
  };
  refused(
    {
      output: { write: (text) => void (printed += text), columns: 80 },
      terminal,
      exit: (to) => void (code = to),
    },
    refusal,
    json ? { json } : {},
  );
  return { printed, told, code };
};

describe('a refusal', () => {
  it('is a sentence with its numbers, and ends with 5', () => {
    const refusal = { code: 'credits.insufficient', price: 300, available: 20 } as const;
    expect(ending(refusal)).toEqual({
      printed: '',
      told: ['There are too few credits (price 300, available 20).'],
      code: 5,
    });
    expect(refusalSentence({ code: 'avatar.busy-training' })).toBe('The avatar is being trained.');
  });

  it('ends with 4 where something was not found', () => {
    expect(ending({ code: 'avatar.not-found' }).code).toBe(4);
  });

  it('is JSON for a program', () => {
    const { printed, told } = ending({ code: 'job.running' }, true);
    expect([JSON.parse(printed), told]).toEqual([{ refusal: { code: 'job.running' } }, []]);
  });
});
