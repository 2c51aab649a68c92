import type { Locale } from '@aisha/core';
import { messagesIn } from '../../packages/bot/src/i18n/languages.ts';
import {
  plainTranslator,
  type MessageKey,
  type MessageValues,
} from '../../packages/bot/src/i18n/translate.ts';

export type { MessageKey, MessageValues } from '../../packages/bot/src/i18n/translate.ts';

/** The beginning of a text as a person sees it: its first line, whatever its values where none are given. */
export const wordingIn = (locale: Locale) => {
  const plain = plainTranslator(locale);
  return (key: MessageKey, values?: MessageValues): RegExp => {
    const text = values ? plain(key, values) : withoutValues(messagesIn(locale)[key]);
    const [line = ''] = text
      .replaceAll(/<[^>]+>/gu, '')
      .trim()
      .split('\n');
    return new RegExp(`^${escaped(line).replaceAll(anything, '.*')}`, 'u');
  };
};

/** Never part of a text of ours. */
const anything = '\u0000';

const withoutValues = (text: string): string => {
  let depth = 0;
  return Array.from(text, (sign) => {
    if (sign === '{') depth += 1;
    if (depth === 0) return sign;
    if (sign === '}') depth -= 1;
    return depth === 0 ? anything : '';
  }).join('');
};

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
