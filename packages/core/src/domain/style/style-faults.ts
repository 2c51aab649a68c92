import { avatarKinds, subjectsOf, type AvatarKind } from '../avatar/avatar.ts';
import { promptLength } from '../generation/prompt.ts';
import { builtInWords, placeholdersIn, renderStyle } from './render-style.ts';
import type { Style, StylePrompt } from './style.ts';

/** What is wrong with a style, and where in it. */
export type StyleFault = { readonly path: readonly string[]; readonly problem: string };

/** What no type can say of a style: that its templates can be filled in, and speak of the avatar. */
export const styleFaults = (style: Pick<Style, 'prompts'>): readonly StyleFault[] =>
  avatarKinds.flatMap((kind) => {
    const prompt = style.prompts[kind];
    if (!prompt) return [{ path: [kind], problem: `is not written for ${kind} avatars` }];
    const faults = [...openPlaceholders(kind, prompt), ...idleWords(kind, prompt)];
    return faults.length > 0 ? faults : unspoken(style, kind);
  });

const openPlaceholders = (
  kind: AvatarKind,
  { template, words = {} }: StylePrompt,
): StyleFault[] => [
  ...placeholdersIn(template)
    .filter((name) => !builtInWords.has(name) && !Object.hasOwn(words, name))
    .map((name) => ({ path: [kind, 'prompt'], problem: `knows no placeholder {${name}}` })),
  ...(hasLooseBrace(template) ? [{ path: [kind, 'prompt'], problem: looseBrace }] : []),
  ...Object.entries(words).flatMap(([name, said]) =>
    Object.entries(said).flatMap(([subject, text = '']) => {
      const path = [kind, 'words', name, subject];
      const unknown = placeholdersIn(text).filter((each) => !builtInWords.has(each));
      const faults = unknown.map((each) => ({ path, problem: `knows no placeholder {${each}}` }));
      return hasLooseBrace(text) ? [...faults, { path, problem: looseBrace }] : faults;
    }),
  ),
];

const looseBrace = 'has a brace that belongs to no placeholder';
const hasLooseBrace = (text: string): boolean => /[{}]/u.test(text.replaceAll(/\{[^{}]*\}/gu, ''));

const idleWords = (kind: AvatarKind, { template, words = {} }: StylePrompt): StyleFault[] =>
  Object.keys(words)
    .filter((name) => builtInWords.has(name) || !placeholdersIn(template).includes(name))
    .map((name) => ({
      path: [kind, 'words', name],
      problem: builtInWords.has(name) ? 'is a placeholder of our own' : 'is nowhere in the prompt',
    }));

/** Each subject of a portrait, and whoever an artistic style was written for, is spoken of. */
const unspoken = (style: Pick<Style, 'prompts'>, kind: AvatarKind): StyleFault[] => {
  const path = [kind, 'prompt'];
  return subjectsOf(kind).flatMap((subject) => {
    const rendered = renderStyle(style, { kind, subject });
    if (!rendered) {
      const isNeeded = subject !== 'style' && subject !== 'object';
      return isNeeded ? [{ path, problem: `has no words for a ${subject}` }] : [];
    }
    const whole = rendered.weave(triggerSample);
    if (!whole.includes(triggerSample)) return [{ path, problem: 'never speaks of the {subject}' }];
    const length = [...whole].length;
    return length < promptLength.min || length > maxStylePrompt
      ? [{ path, problem: `is ${length} characters long, the most is ${maxStylePrompt}` }]
      : [];
  });
};

const triggerSample = 'TOK000000';
const maxStylePrompt = 1200;
