import { describe, expect, it } from 'vitest';
import { brokenRule } from './judge-prompt.ts';
import { judgedPrompts, type JudgedPrompt } from './prompts.fixture.ts';

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

const parts: Readonly<Record<string, readonly JudgedPrompt[]>> = {
  'all 200': judgedPrompts,
  English: judgedPrompts.filter(({ locale }) => locale === 'en'),
  Russian: judgedPrompts.filter(({ locale }) => locale === 'ru'),
  'the held-out third': judgedPrompts.filter(({ isHeldOut }) => isHeldOut),
  'the others': judgedPrompts.filter(({ isHeldOut }) => !isHeldOut),
};

const measured = Object.entries(parts).map(([name, prompts]) => ({ name, ...measure(prompts) }));

describe('the local rules over 200 prompts', () => {
  for (const { name, precision, recall, wrong } of measured) {
    it(`${name}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`, () => {
      expect({ wrong, isPrecise: precision >= 0.97, isComplete: recall >= 0.95 }).toMatchObject({
        isPrecise: true,
        isComplete: true,
      });
    });
  }
});
