import type { Locale } from '@aisha/core';
import { IntlMessageFormat } from 'intl-messageformat';
import type { MessageKey } from './en.ts';
import { escapeHtml } from './escape-html.ts';
import { messagesIn } from './languages.ts';

export type { MessageKey } from './en.ts';
export type MessageValues = Readonly<Record<string, string | number>>;

export type Translate = (key: MessageKey, values?: MessageValues) => string;

const formats = new Map<string, IntlMessageFormat>();

/**
 * Speaks one language. What people wrote goes in as a value and is escaped here, the one place where
 * it happens. Messages are not parsed for tags: `<b>` is Telegram's.
 */
export const translator =
  (locale: Locale): Translate =>
  (key, values = {}) =>
    String(formatOf(locale, key).format(escaped(values)));

/** For buttons and pop-ups, which Telegram shows as plain text: nothing is escaped. */
export const plainTranslator =
  (locale: Locale): Translate =>
  (key, values = {}) =>
    String(formatOf(locale, key).format({ ...values }));

const formatOf = (locale: Locale, key: MessageKey): IntlMessageFormat => {
  const name = `${locale}:${key}`;
  const known = formats.get(name);
  if (known) return known;
  const text = messagesIn(locale)[key];
  const format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  formats.set(name, format);
  return format;
};

const escaped = (values: MessageValues): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeHtml(value) : value,
    ]),
  );
