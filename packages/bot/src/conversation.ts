import {
  aspectRatios,
  avatarKinds,
  avatarSubjects,
  exportLimits,
  generatorTasks,
  type AvatarId,
  type GenerationId,
  type ImageId,
  type PhotoId,
} from '@aisha/core';
import { z } from 'zod';

const avatarId = z.uuid().transform((id) => id as AvatarId);
const generationId = z.uuid().transform((id) => id as GenerationId);
const photoId = z.uuid().transform((id) => id as PhotoId);
const imageId = z.uuid().transform((id) => id as ImageId);
const seed = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const ratio = z.enum(aspectRatios);
const count = z.int().min(1).max(4);

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
  z.object({ step: z.literal('renaming'), avatarId }),
  z.object({
    step: z.literal('photos'),
    avatarId,
    /** The photo that the next one takes the place of. */
    replaces: photoId.optional(),
  }),
  /** The next photo is one to be described. */
  z.object({ step: z.literal('copying'), avatarId }),
  z.object({
    step: z.literal('prompting'),
    /** Left out for a picture without an avatar, as below. */
    avatarId: avatarId.optional(),
    /** What stays as it was of the picture that another prompt is written for. */
    kept: z.object({ seed, ratio, count }).optional(),
  }),
  z.object({
    step: z.literal('ordering'),
    /** The generation's id to be: pressing twice orders once. */
    orderId: generationId,
    avatarId: avatarId.optional(),
    prompt: z.string().max(4096),
    /** What is sent in their place. */
    words: z.string().max(4096).optional(),
    ratio: ratio.optional(),
    count,
    /** What was shown that it costs, in credits. */
    price: z.int().min(0).optional(),
    seed: seed.optional(),
    styleId: z.string().max(100).optional(),
    /** The picture that this one is to be close to, or to be in large. */
    likeImageId: imageId.optional(),
    task: z.enum(generatorTasks).optional(),
  }),
  z.object({
    step: z.literal('selecting'),
    /** The page that is shown: of which filter, and where it begins. */
    facet: z.string().max(64),
    direction: z.enum(['', 'b', 'a']),
    cursor: z.union([z.literal(''), imageId]),
    chosen: z.array(imageId).max(exportLimits.chosen),
  }),
]);

export type Conversation = z.infer<typeof conversationSchema>;
export type Step<Name extends Conversation['step']> = Extract<Conversation, { step: Name }>;

export const idle: Conversation = { step: 'idle' };

/** What an older or broken version stored is started over rather than stumbled over. */
export const readConversation = (stored: unknown): Conversation =>
  conversationSchema.safeParse(stored).data ?? idle;
