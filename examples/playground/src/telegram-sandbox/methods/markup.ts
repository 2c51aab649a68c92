import { z } from 'zod';
import { badRequest } from '../errors.ts';
import type { InlineButton, InlineKeyboard } from '../wire.ts';

/** What a message carries below itself or below the input line. */
export interface Markup {
  inline?: InlineKeyboard;
  replyKeyboard?: { text: string }[][];
}

const maxButtons = 100;
const maxDataBytes = 64;
const actions = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

const inlineButton = z.looseObject({ text: z.string() });
const inlineKeyboard = z.object({ inline_keyboard: z.array(z.array(inlineButton)) });
const replyButton = z.union([
  z.string().transform((text) => ({ text })),
  z.looseObject({ text: z.string() }).transform(({ text }) => ({ text })),
]);
const replyKeyboard = z.object({ keyboard: z.array(z.array(replyButton)) });

const checkData = (data: unknown): void => {
  if (typeof data !== 'string')
    throw badRequest(
      'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    );
  const bytes = Buffer.byteLength(data);
  if (bytes < 1 || bytes > maxDataBytes) throw badRequest('BUTTON_DATA_INVALID');
};

/** Telegram refuses addresses whose host has no dot, `localhost` among them. */
const checkUrl = (url: unknown): void => {
  const address = String(url);
  if (/^(tg|ton):\/\//i.test(address)) return;
  const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isWeb || !new URL(address).hostname.includes('.'))
    throw badRequest(`inline keyboard button URL '${address}' is invalid: Wrong HTTP URL`);
};

const checkButton = (button: InlineButton): InlineButton => {
  const action = actions.find((name) => button[name] !== undefined);
  if (action === undefined)
    throw badRequest(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  if (action === 'callback_data') checkData(button[action]);
  if (action === 'url') checkUrl(button[action]);
  return button;
};

const readInline = (markup: unknown): InlineKeyboard | undefined => {
  const parsed = inlineKeyboard.safeParse(markup);
  if (!parsed.success)
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
  const rows = parsed.data.inline_keyboard.filter((row) => row.length > 0);
  if (rows.flat().length > maxButtons) throw badRequest('reply markup is too long');
  const checked = rows.map((row) => row.map(checkButton));
  return checked.length > 0 ? { inline_keyboard: checked } : undefined;
};

/** Reads `reply_markup` in any of its four forms. */
export const readMarkup = (markup: unknown): Markup => {
  if (markup === undefined || markup === null || markup === '') return {};
  if (typeof markup !== 'object') throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in markup) {
    const inline = readInline(markup);
    return inline === undefined ? {} : { inline };
  }
  if ('keyboard' in markup) {
    const parsed = replyKeyboard.safeParse(markup);
    if (!parsed.success)
      throw badRequest('can\'t parse keyboard button: Field "text" must be of type String');
    return { replyKeyboard: parsed.data.keyboard };
  }
  return 'remove_keyboard' in markup && markup.remove_keyboard === true
    ? { replyKeyboard: [] }
    : {};
};
