/**
 * Secrets by the form they have, wherever in a text they stand, also percent-encoded within an address.
 * Every quantity is bounded where something has to follow it, so that no text makes an expression slow.
 */
const secrets: readonly (readonly [form: RegExp, instead: string])[] = [
  // A picture or another file, spelled out.
  [/data(?::|%3a)[\w.+/;=%-]{0,120}(?:,|%2c)[^\s"')]*/giu, '[data]'],
  [/-----BEGIN[\w %+]{0,40}KEY-----[\w\s+/=%]*/gu, '[private key]'],
  // scheme://user:password@host; the password may hold slashes and signs of its own.
  [/(?::|%3a)(?:\/|%2f){2}\S{1,300}(?:@|%40)/giu, '://[redacted]@'],
  // A Telegram bot's token, alone or within an address.
  [/\d{5,20}(?::|%3a)[\w-]{30,}/giu, '[redacted]'],
  // A fal key: an id, a colon and hexadecimal digits.
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::|%3a)[0-9a-f]{16,}/giu, '[redacted]'],
  [/(bearer|basic)(?:\s|%20|\+){1,3}[\w.~+/=:%-]{6,}/giu, '$1 [redacted]'],
  [/(key|token)(?:\s|%20|\+){1,3}[\w.~+/=:%-]{16,}/giu, '$1 [redacted]'],
  [/sk-[\w-]{16,}/gu, '[redacted]'],
  [/eyJ[\w-]{10,500}\.[\w-]{10,}(?:\.[\w-]*)?/gu, '[redacted]'],
  // name=value and name: value, as in a query, a connection string or a dump of settings.
  [
    /(passw(?:or)?d|secret|token|key|signature|credential|(?:[?&]|%26)(?:mac|sig))((?:["']|%22)?(?:\s|%20|\+){0,2}(?:[=:]|%3[ad])(?:\s|%20|\+){0,2}(?:["']|%22)?)[^\s"',;&]+/giu,
    '$1$2[redacted]',
  ],
];

/** What could end a line, steer a terminal or turn the direction of reading, shown by its number. */
const unprintable = /(?![\t\n\r])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu;

/** No secret but an embedded file is longer, and those are recognised by how they begin. */
const longestSecret = 512;

/** A text without secrets, at most about `maxLength` characters long. */
export const safeText = (text: string, maxLength: number): string => {
  const window = maxLength * 2 + longestSecret;
  const isCut = text.length > window;
  let safe = isCut ? text.slice(0, window) : text;
  for (const [form, instead] of secrets) safe = safe.replaceAll(form, instead);
  // The first cut may have gone through a secret, and its rest has no form to know it by.
  if (isCut) safe = safe.slice(0, -longestSecret);
  const shown = safe.slice(0, maxLength).toWellFormed().replaceAll(unprintable, numbered);
  return isCut || safe.length > maxLength ? `${shown}… [${text.length} characters]` : shown;
};

const numbered = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
