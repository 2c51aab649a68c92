import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { changing } from './about.ts';
import { agreed } from './agreed.ts';

const asking = (answers?: readonly (string | undefined)[]) => {
  const left = [...(answers ?? [])];
  const questions: string[] = [];
  const told: string[] = [];
  let code = 0;
  const options = {
    terminal: {
      interactive: answers !== undefined,
      ask: async (question: string) => {
        questions.push(question);
        return left.shift();
      },
      note: (text: string) => void told.push(text),
      status: () => undefined,
    },
    operator: () => 'ada',
    exit: (to: number) => void (code = to),
  };
  return { options, questions, ended: () => ({ told, code }) };
};

describe('asking whether a change is wanted', () => {
  it('asks nothing of who says --yes, and takes the one who is logged in', async () => {
    const { options, questions, ended } = asking([]);
    expect(await agreed(options, { yes: true }, 'Do it?')).toEqual({ who: 'ada', why: undefined });
    const own = { yes: true, who: 'bo', why: 'asked to' } as const;
    expect(await agreed(options, own, 'Do it?')).toEqual({ who: 'bo', why: 'asked to' });
    expect([questions, ended()]).toEqual([[], { told: [], code: 0 }]);
  });

  it('asks a person, and then why, unless they said', async () => {
    const { options, questions } = asking([' Yes ', ' it was stuck ', 'y']);
    expect(await agreed(options, {}, 'Do it?')).toEqual({ who: 'ada', why: 'it was stuck' });
    expect(await agreed(options, { why: 'so' }, 'Again?')).toEqual({ who: 'ada', why: 'so' });
    expect(questions).toEqual([
      'Do it? (y/N) ',
      'Why, for the audit log? (Enter for nothing) ',
      'Again? (y/N) ',
    ]);
  });

  it.each(['', 'n', 'no', 'yess', 'ja'])('takes “%s” for a no', async (answer) => {
    const { options, ended } = asking([answer]);
    expect(await agreed(options, {}, 'Do it?')).toBe(undefined);
    expect(ended()).toEqual({ told: ['Nothing was changed.'], code: 6 });
  });

  it.each([[[undefined]], [['y', undefined]]])(
    'changes nothing for who leaves: %j',
    async (answers) => {
      const { options, ended } = asking(answers);
      expect(await agreed(options, {}, 'Do it?')).toBe(undefined);
      expect(ended()).toEqual({ told: ['Nothing was changed.'], code: 6 });
    },
  );

  it('takes Enter for no reason', async () => {
    expect(await agreed(asking(['y', '']).options, {}, 'Do it?')).toEqual({ who: 'ada' });
  });

  it('refuses where nobody is there to be asked, and says what would do', async () => {
    const { options, questions, ended } = asking();
    expect(await agreed(options, {}, 'Do it?')).toBe(undefined);
    expect(questions).toEqual([]);
    const sentence =
      'Do it? Nobody is here to say so: nothing was changed. --yes does it without asking.';
    expect(ended()).toEqual({ told: [sentence], code: 6 });
  });
});

describe('who wants a change, and why', () => {
  const parsed = (...args: string[]) =>
    changing(new Command('try'), { description: 'Tries', example: 'try' })
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .action(() => undefined)
      .parse(args, { from: 'user' })
      .opts();

  it('is a line each', () => {
    expect(parsed('--who', ' Ada L. ', '--why', 'asked', '-y')).toEqual({
      who: 'Ada L.',
      why: 'asked',
      yes: true,
    });
    for (const wrong of ['', '  ', 'two\nlines', 'a'.repeat(101)]) {
      expect(() => parsed('--who', wrong)).toThrow('It is a line of 1 to 100 characters.');
    }
  });
});
