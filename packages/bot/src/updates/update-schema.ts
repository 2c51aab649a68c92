import { z } from 'zod';

/** The little that must be known of an update before it is handled; the rest is kept as it came. */
const person = z.looseObject({
  id: z.int(),
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.looseObject({ id: z.int(), type: z.string() });
const message = z.looseObject({ message_id: z.int(), chat, from: person.optional() });

export const updateSchema = z.looseObject({
  update_id: z.int().nonnegative(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .looseObject({ id: z.string(), from: person, message: message.optional() })
    .optional(),
  my_chat_member: z.looseObject({ chat, from: person }).optional(),
  inline_query: z.looseObject({ id: z.string(), from: person }).optional(),
});

export type RawUpdate = z.infer<typeof updateSchema>;

/** What we ask Telegram for. Everything else costs a delivery and says nothing to us. */
export const allowedUpdates = [
  'message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;
