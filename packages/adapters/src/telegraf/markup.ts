import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { Button, Keyboard } from './message.ts';

export const toMarkup = (keyboard: Keyboard): InlineKeyboardMarkup => ({
  inline_keyboard: keyboard.map((row) => row.map(toButton)),
});

const toButton = (button: Button) =>
  'url' in button
    ? { text: button.text, url: button.url }
    : { text: button.text, callback_data: button.data };
