import { describe, expect, it } from 'vitest';
import { brokenRule } from './judge-prompt.ts';
import { disguised, undisguised } from './prompts-disguised.fixture.ts';
import {
  judgedPrompts,
  mendedByPrompts,
  unseenPrompts,
  type JudgedPrompt,
} from './prompts.fixture.ts';

const isRefused = ({ prompt }: JudgedPrompt): boolean => brokenRule(prompt) !== undefined;

/** Of what the rules refuse, how much is rightly refused; of what must be refused, how much is. */
const measure = (prompts: readonly JudgedPrompt[]) => {
  const refused = prompts.filter(isRefused);
  const rightly = refused.filter((judged) => judged.refused).length;
  return {
    precision: rightly / refused.length,
    recall: rightly / prompts.filter((judged) => judged.refused).length,
    wrong: prompts
      .filter((judged) => judged.refused !== isRefused(judged))
      .map(({ prompt }) => prompt),
  };
};

const bounds = { precision: 0.97, recall: 0.95 };

const parts = [
  { name: 'all 200', prompts: judgedPrompts, ...bounds },
  { name: 'English', prompts: judgedPrompts.filter(({ locale }) => locale === 'en'), ...bounds },
  { name: 'Russian', prompts: judgedPrompts.filter(({ locale }) => locale === 'ru'), ...bounds },
  { name: '240 that came later and mended them', prompts: mendedByPrompts, ...bounds },
  // What the rules do not know the moderator has to.
  { name: '40 that they were not made for', prompts: unseenPrompts, precision: 0.94, recall: 0.9 },
];

const measured = parts.map(({ prompts, ...part }) => ({ part, ...measure(prompts) }));

describe('the local rules over 200 prompts', () => {
  it('are measured on as many to allow as to refuse, in either language, each once', () => {
    expect(new Set(judgedPrompts.map(({ prompt }) => prompt)).size).toBe(200);
    for (const locale of ['en', 'ru']) {
      const prompts = judgedPrompts.filter((judged) => judged.locale === locale);
      expect(prompts).toHaveLength(100);
      expect(prompts.filter(({ refused }) => refused)).toHaveLength(50);
    }
  });

  for (const { part, precision, recall, wrong } of measured) {
    it(`${part.name}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`, () => {
      const isPrecise = precision >= part.precision;
      const isComplete = recall >= part.recall;
      expect({ wrong, isPrecise, isComplete }).toMatchObject({
        isPrecise: true,
        isComplete: true,
      });
    });
  }

  it('know words that are disguised', () => {
    expect(disguised.filter((prompt) => brokenRule(prompt) === undefined)).toEqual([]);
  });

  it('take nothing for a disguise that is none', () => {
    expect(undisguised.filter((prompt) => brokenRule(prompt) !== undefined)).toEqual([]);
  });

  it('answer at once, whatever is written', () => {
    for (const unit of ['a ', 'n.', '1a ', 'я', 'голая1 ', 'w4s 5 ', "x'y ", 'shch', 'he is ']) {
      const text = unit.repeat(2000 / unit.length);
      brokenRule(text);
      const since = performance.now();
      brokenRule(text);
      expect(performance.now() - since, unit).toBeLessThan(250);
    }
  });
});
