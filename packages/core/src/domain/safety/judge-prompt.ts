import { readingsOf } from './normalize-prompt.ts';
import { phrasePattern } from './phrase-pattern.ts';
import { deceptionRules } from './rules/deception.ts';
import { hateRules } from './rules/hate.ts';
import { illicitRules } from './rules/illicit.ts';
import { minorRules } from './rules/minors.ts';
import type { SafetyRule } from './rules/rule.ts';
import { selfHarmRules } from './rules/self-harm.ts';
import { sexualRules } from './rules/sexual.ts';
import { violenceRules } from './rules/violence.ts';
import { weaponRules } from './rules/weapons.ts';
import type { SafetyCategory } from './safety.ts';

/** Which rule a prompt breaks: its name and kind, never its words. */
export type BrokenRule = { readonly rule: string; readonly category: SafetyCategory };

/** Minors before anything else: it is the graver word. */
const rules: readonly SafetyRule[] = [
  ...minorRules,
  ...sexualRules,
  ...violenceRules,
  ...selfHarmRules,
  ...weaponRules,
  ...hateRules,
  ...deceptionRules,
  ...illicitRules,
];

const compiled = rules.map(({ name, category, says, unless }) => ({
  broken: { rule: name, category },
  says: phrasePattern(says),
  unless: unless && phrasePattern(unless),
}));

/** The first rule of ours that a prompt breaks, in Russian or English, however its letters are disguised. */
export const brokenRule = (prompt: string): BrokenRule | undefined => {
  const readings = readingsOf(prompt);
  return compiled.find(({ says, unless }) =>
    // What is harmless is taken out, not taken as proof: the rest may still be meant.
    readings.some(
      (reading) => (unless ? reading.replaceAll(unless, ' ·') : reading).search(says) >= 0,
    ),
  )?.broken;
};
