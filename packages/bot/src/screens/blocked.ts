import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import type { Words } from './menu.ts';

/** For somebody who may make nothing new: the ways to their data, and to a human. */
export const blockedScreen = (words: Words): Message => ({
  html: words.t('refused.blocked'),
  keyboard: [
    [{ text: words.plain('export.button'), data: callbackData('export') }],
    [{ text: words.plain('forget.button'), data: callbackData('forget') }],
    [{ text: words.plain('support.button'), data: callbackData('support') }],
  ],
});
