import { ok, refuse, type Result } from '../../shared/result.ts';
import type { AvatarSubject } from '../avatar/avatar.ts';
import { subjectPhrase } from '../training/recipe.ts';

export const promptLength = { min: 5, max: 2000 } as const;

export type PromptRefusal =
  | { readonly code: 'prompt.too-short'; readonly min: number }
  | { readonly code: 'prompt.too-long'; readonly max: number; readonly length: number };

const controls = /[\p{Cc}\u2028\u2029]+/gu;
/** Joiners and the like: they may stand in a word, and are none. */
const invisible = /[\p{Cf}\s]/gu;

/** Trims and folds control characters into spaces. Counted in characters (code points), as Telegram's users count. */
export const parsePrompt = (text: string): Result<string, PromptRefusal> => {
  const prompt = text.toWellFormed().normalize('NFC').replaceAll(controls, ' ').trim();
  const length = [...prompt].length;
  if ([...prompt.replaceAll(invisible, '')].length < promptLength.min) {
    return refuse({ code: 'prompt.too-short', min: promptLength.min });
  }
  if (length > promptLength.max) {
    return refuse({ code: 'prompt.too-long', max: promptLength.max, length });
  }
  return ok(prompt);
};

/** The prompt as it goes to the generator: the subject first, named by the phrase it was trained with. */
export const weavePrompt = (
  prompt: string,
  subject: AvatarSubject,
  triggerPhrase: string,
): string => `${subjectPhrase(subject, triggerPhrase)}, ${prompt}`;
