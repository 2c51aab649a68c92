import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { Button, Keyboard, Message } from './message.ts';

/** The words of a message below a picture. */
export const captionOf = ({ html }: Message) => ({ caption: html, parse_mode: 'HTML' as const });

export const markupOf = ({ keyboard }: Message): { reply_markup?: InlineKeyboardMarkup } =>
  keyboard ? { reply_markup: toMarkup(keyboard) } : {};

const toMarkup = (keyboard: Keyboard): InlineKeyboardMarkup => ({
  inline_keyboard: keyboard.map((row) => row.map(toButton)),
});

const toButton = (button: Button) =>
  'url' in button
    ? { text: button.text, url: button.url }
    : { text: button.text, callback_data: button.data };
