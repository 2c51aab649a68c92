import type { Avatar, AvatarSubject } from '../avatar/avatar.ts';
import type { Style, StylePrompt, SubjectWords } from './style.ts';

/** A style made into words for one avatar. */
export type RenderedStyle = Pick<StylePrompt, 'strength' | 'guidanceScale'> & {
  /** As people read it. */
  readonly prompt: string;
  /** As the generator reads it: the subject goes by the phrase it was trained with. */
  readonly weave: (triggerPhrase: string) => string;
};

type Fit = Pick<Avatar, 'kind' | 'subject'>;
/** What a subject is called at first, and from then on. A style is no one to speak of. */
type Speech = { readonly first: string; readonly again: string } & Readonly<
  Record<'their' | 'them', string>
>;

const speechOf: Readonly<Record<AvatarSubject, Speech | undefined>> = {
  man: { first: 'a man', again: 'the man', their: 'his', them: 'him' },
  woman: { first: 'a woman', again: 'the woman', their: 'her', them: 'her' },
  person: { first: 'a person', again: 'the person', their: 'their', them: 'them' },
  object: { first: 'the object', again: 'the object', their: 'its', them: 'it' },
  style: undefined,
};

export const builtInWords: ReadonlySet<string> = new Set(['subject', 'their', 'them']);
const placeholder = /\{(?<name>[^{}]*)\}/gu;

/** The names of what a template leaves open, in their order. */
export const placeholdersIn = (template: string): readonly string[] =>
  [...template.matchAll(placeholder)].map(({ groups }) => groups?.['name'] ?? '');

/** The style in words, or undefined where it was not written for such an avatar. */
export const renderStyle = (
  { prompts }: Pick<Style, 'prompts'>,
  { kind, subject }: Fit,
): RenderedStyle | undefined => {
  const written = prompts[kind];
  const text = written && wordsFilledIn(written, subject);
  const prompt = text === undefined ? undefined : spoken(text, subject);
  if (!written || text === undefined || prompt === undefined) return undefined;
  const { strength, guidanceScale } = written;
  return {
    prompt,
    strength,
    guidanceScale,
    weave: (triggerPhrase) => woven(text, prompt, subject, triggerPhrase),
  };
};

export const fitsAvatar = (style: Pick<Style, 'prompts'>, avatar: Fit): boolean =>
  renderStyle(style, avatar) !== undefined;

const wordsFilledIn = (
  { template, words = {} }: StylePrompt,
  subject: AvatarSubject,
): string | undefined => {
  const names = placeholdersIn(template).filter((name) => !builtInWords.has(name));
  const said = new Map(names.map((name) => [name, wordFor(words[name], subject)]));
  if ([...said.values()].includes(undefined)) return undefined;
  return template.replaceAll(placeholder, (whole, name: string) => said.get(name) ?? whole);
};

const wordFor = (words: SubjectWords | undefined, subject: AvatarSubject): string | undefined =>
  words?.[subject] ?? (subject === 'man' || subject === 'woman' ? words?.person : undefined);

const spoken = (text: string, subject: AvatarSubject, first?: string): string | undefined => {
  const speech = speechOf[subject];
  if (!speech) return placeholdersIn(text).length === 0 ? text : undefined;
  let isFirst = true;
  return text.replaceAll(placeholder, (_, name: string) => {
    if (name !== 'subject') return speech[name as 'their' | 'them'];
    const said = isFirst ? (first ?? speech.first) : speech.again;
    isFirst = false;
    return said;
  });
};

const woven = (
  text: string,
  prompt: string,
  subject: AvatarSubject,
  triggerPhrase: string,
): string => {
  if (subject === 'style') return `an image in the style of ${triggerPhrase}, ${prompt}`;
  const first = subject === 'object' ? triggerPhrase : `${triggerPhrase}, a ${subject}`;
  return spoken(text, subject, first) ?? prompt;
};
