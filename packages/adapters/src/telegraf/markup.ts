import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'telegraf/types';
import type { Button, Keyboard, Message } from './message.ts';

/** The words of a message below a picture. */
export const captionOf = ({ html }: Message) => ({ caption: html, parse_mode: 'HTML' as const });

export const markupOf = ({ keyboard }: Message): { reply_markup?: InlineKeyboardMarkup } =>
  keyboard ? { reply_markup: toMarkup(keyboard) } : {};

export const toMarkup = (keyboard: Keyboard): InlineKeyboardMarkup => ({
  inline_keyboard: keyboard.map((row) => row.map(toButton)),
});

const toButton = (button: Button): InlineKeyboardButton => {
  const { text } = button;
  if ('url' in button) return { text, url: button.url };
  return 'askInline' in button
    ? { text, switch_inline_query: button.askInline }
    : { text, callback_data: button.data };
};
