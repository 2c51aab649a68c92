import { z } from 'zod';

/*
 * A form carries every value as text and every object as JSON, a JSON body carries them as they
 * are. Telegram takes both, so these schemas do.
 */

const parseText = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;

const booleanOf = (value: unknown): unknown => {
  if (typeof value === 'string')
    return ['true', 't', '1', 'yes', 'y'].includes(value.toLowerCase());
  return typeof value === 'number' ? value !== 0 : value;
};

const textOf = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

export const integer = z.preprocess(numberOf, z.number().int());
export const flag = z.preprocess(booleanOf, z.boolean()).optional();
export const text = z.preprocess(textOf, z.string()).optional();
export const object = <T extends z.ZodType>(schema: T) => z.preprocess(parseText, schema);
/** Taken and without effect here. */
export const ignored = z.unknown().optional();

/** A required value; `refusal` is what Telegram says when it is missing or wrong. */
export const requiredText = (refusal: string) => z.preprocess(textOf, z.string({ error: refusal }));

const chatId = z.preprocess(
  (value) => numberOf(value ?? ''),
  z.union([z.number().int(), z.string()], { error: 'chat_id is empty' }),
);
export const messageId = z.preprocess(
  numberOf,
  z.number({ error: 'message identifier is not specified' }).int(),
);

const entity = z.looseObject({
  type: z.string().max(64),
  offset: z.number().int().min(0),
  length: z.number().int().min(0),
  url: z.string().max(2_048).exactOptional(),
  language: z.string().max(64).exactOptional(),
  custom_emoji_id: z.string().max(64).exactOptional(),
});
export const entities = object(z.array(entity).max(100)).optional();

/** A file's id, its address or `attach://` with the name of a part. */
export const inputFile = (refusal: string) => z.string({ error: refusal });

const replyParameters = z.looseObject({
  message_id: z.number().int(),
  allow_sending_without_reply: z.boolean().optional(),
});

/** What every sending method takes. */
export const sending = {
  business_connection_id: ignored,
  chat_id: chatId,
  message_thread_id: ignored,
  direct_messages_topic_id: ignored,
  disable_notification: flag,
  protect_content: flag,
  allow_paid_broadcast: ignored,
  message_effect_id: ignored,
  suggested_post_parameters: ignored,
  reply_parameters: object(replyParameters).optional(),
  reply_markup: object(z.unknown()).optional(),
};

/** What every method with a caption takes. */
export const captioned = {
  caption: text,
  parse_mode: text,
  caption_entities: entities,
  show_caption_above_media: flag,
};
