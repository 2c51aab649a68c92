import { ok, refuse, type Result } from '../../shared/result.ts';

export const avatarNameLength = { min: 2, max: 50 } as const;

export type AvatarNameRefusal =
  | { readonly code: 'avatar-name.too-short'; readonly min: number }
  | { readonly code: 'avatar-name.too-long'; readonly max: number }
  | { readonly code: 'avatar-name.has-markup' };

const whiteSpace = /\s+/gu;
/** All but what joins the parts of one emoji, as in a family. */
const invisible =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic}))\p{C}/gu;
const markup = /[<>*_`[\]{}|\\~#=]/u;
/** One character as a person counts them: a family emoji or an accented letter is one. */
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Trims, folds white space and drops invisible characters; what is left must read as a name. */
export const parseAvatarName = (text: string): Result<string, AvatarNameRefusal> => {
  if (text.length > 1000)
    return refuse({ code: 'avatar-name.too-long', max: avatarNameLength.max });
  // Twice: what was between two spaces may have been invisible.
  const name = text
    .replaceAll(whiteSpace, ' ')
    .replaceAll(invisible, '')
    .replaceAll(whiteSpace, ' ')
    .normalize('NFC')
    .trim();
  const length = [...characters.segment(name)].length;
  if (length < avatarNameLength.min) {
    return refuse({ code: 'avatar-name.too-short', min: avatarNameLength.min });
  }
  // The second bound keeps a name of stacked accents within a database row and a button.
  if (length > avatarNameLength.max || name.length > 4 * avatarNameLength.max) {
    return refuse({ code: 'avatar-name.too-long', max: avatarNameLength.max });
  }
  if (markup.test(name)) return refuse({ code: 'avatar-name.has-markup' });
  return ok(name);
};
