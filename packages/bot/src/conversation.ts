import {
  aspectRatios,
  avatarKinds,
  avatarSubjects,
  type AvatarId,
  type GenerationId,
} from '@aisha/core';
import { z } from 'zod';

const avatarId = z.uuid().transform((id) => id as AvatarId);
const generationId = z.uuid().transform((id) => id as GenerationId);

/** Where a chat stands: what the next message of the person will mean. Stored with each handled update. */
const conversationSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('idle') }),
  z.object({
    step: z.literal('naming'),
    /** The avatar's id to be: an answer that is heard twice makes one avatar. */
    avatarId,
    kind: z.enum(avatarKinds),
    subject: z.enum(avatarSubjects),
  }),
  z.object({ step: z.literal('photos'), avatarId }),
  z.object({ step: z.literal('prompting'), avatarId }),
  z.object({
    step: z.literal('ordering'),
    /** The generation's id to be: pressing twice orders once. */
    orderId: generationId,
    avatarId,
    prompt: z.string().max(4096),
    ratio: z.enum(aspectRatios).optional(),
    count: z.int().min(1).max(4),
  }),
]);

export type Conversation = z.infer<typeof conversationSchema>;
export type Step<Name extends Conversation['step']> = Extract<Conversation, { step: Name }>;

export const idle: Conversation = { step: 'idle' };

/** What an older or broken version stored is started over rather than stumbled over. */
export const readConversation = (stored: unknown): Conversation =>
  conversationSchema.safeParse(stored).data ?? idle;
