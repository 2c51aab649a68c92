import type { BlobKey } from '../../shared/ids.ts';
import type { AvatarKind, AvatarSubject } from '../avatar/avatar.ts';
import type { AspectRatio } from '../generation/aspect-ratio.ts';
import type { Locale } from '../user/user.ts';

/** The same text in every language that a pack was written in. */
export type Localized = Readonly<Record<Locale, string>>;

/** What a style is called; kept with every order of it, so that history outlives the pack. */
export type StyleName = { readonly emoji: string; readonly title: Localized };

export type StyleCategory = StyleName & { readonly id: string };

/** A ready idea for a picture, as data: adding one is adding an entry to a pack. */
export type Style = StyleName & {
  /** Lower-case words with hyphens, at most `styleIdLength` characters; never used for anything else again. */
  readonly id: string;
  readonly categoryId: string;
  readonly description: Localized;
  readonly aspectRatio: AspectRatio;
  /** How many pictures of it are worth having at once, 1 to 4. */
  readonly count: number;
  readonly tags: readonly string[];
  /** Names its sample picture; two styles may share one. */
  readonly preview: string;
  /** What is asked of the generator, for each kind of avatar that the style was written for. */
  readonly prompts: Readonly<Partial<Record<AvatarKind, StylePrompt>>>;
};

export type StylePrompt = {
  /**
   * In English, as generators understand it best. `{subject}` is whoever the avatar is of, `{their}`
   * and `{them}` speak of them again, and further placeholders are `words`.
   */
  readonly template: string;
  /** What a placeholder says for each subject; `person` speaks for men and women who have no words of their own. */
  readonly words?: Readonly<Record<string, SubjectWords>> | undefined;
  /** Of the weights, where 1 is as strong as usual. */
  readonly strength?: number | undefined;
  /** How literally the words are taken, where another guidance than the generator's own is better. */
  readonly guidanceScale?: number | undefined;
};

export type SubjectWords = Readonly<Partial<Record<AvatarSubject, string | undefined>>>;

/** A style as a person finds it on a shelf. */
export type StyleListing = {
  readonly style: Style;
  readonly isFavourite: boolean;
  /** Its sample picture, where one was made. */
  readonly preview?: BlobKey | undefined;
};

/** A button carries an id, and has room for no more. */
export const styleIdLength = 28;
export const styleIdPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** The text in a language, or in the first there is. */
export const textIn = (texts: Localized, locale: Locale): string =>
  texts[locale] ?? Object.values(texts)[0] ?? '';

export const nameOf = ({ emoji, title }: StyleName): StyleName => ({ emoji, title });
