import { z } from 'zod';

/**
 * What fal sends, as little of it as is used. Unknown fields and values are let through: fal adds
 * them without notice, and a run that was paid for must not be lost over one.
 */

/** fal's ids are UUIDs; what goes into a path is held to an alphabet all the same. */
export const requestIdSchema = z.string().regex(/^[\w-]{1,128}$/);

export const submittedSchema = z.object({ request_id: requestIdSchema });

const logsSchema = z
  .array(z.object({ message: z.string() }).catch({ message: '' }))
  .nullish()
  .catch(undefined);

/** https://docs.fal.ai/model-apis/model-endpoints/queue: failed runs are COMPLETED with an error. */
export const statusSchema = z.object({
  status: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']),
  queue_position: z.int().nonnegative().nullish().catch(undefined),
  logs: logsSchema,
  error: z.unknown().optional(),
  error_type: z.string().nullish().catch(undefined),
  /** Null or 0 seconds where nothing ran. */
  metrics: z.object({ inference_time: z.number().nullable() }).nullish().catch(undefined),
});
export type FalStatus = z.infer<typeof statusSchema>;

const errorDetailSchema = z.object({
  type: z.string(),
  loc: z.unknown().optional(),
  ctx: z.unknown().optional(),
  input: z.unknown().optional(),
  msg: z.unknown().optional(),
});
export type FalErrorDetail = z.infer<typeof errorDetailSchema>;

/** Model errors carry a list, request errors a sentence and `error_type`. */
export const errorBodySchema = z.object({
  detail: z
    .union([z.array(errorDetailSchema.catch({ type: '' })), z.string()])
    .optional()
    .catch(undefined),
  error_type: z.string().optional().catch(undefined),
});

/** Data URIs come with `sync_mode` only, which nobody here asks for. */
const fileUrl = z
  .string()
  .max(4096)
  .regex(/^https?:\/\//);

export const fileSchema = z.object({ url: fileUrl });

const pixels = z.int().positive().optional().catch(undefined);

const image = z.object({ url: fileUrl, width: pixels, height: pixels });

const pictures = z.object({
  images: z.array(image).min(1).max(16),
  // Always sent; pictures that were paid for are not thrown away over a missing number.
  seed: z.int().nonnegative().catch(0),
  has_nsfw_concepts: z.array(z.boolean()).nullish().catch(undefined),
});

/** What an upscaler answers: one picture, of which nothing is flagged. */
const enlarged = z
  .object({ image, seed: z.int().nonnegative().nullish().catch(undefined) })
  .transform(({ image: one, seed }): z.infer<typeof pictures> => ({
    images: [one],
    seed: seed ?? 0,
    has_nsfw_concepts: undefined,
  }));

/** The output that all of fal's picture models share, or that of one that enlarges. */
export const imagesSchema = z.union([pictures, enlarged]);

export const webhookBodySchema = z.object({
  request_id: requestIdSchema,
  status: z.enum(['OK', 'ERROR']),
  payload: z.unknown().optional(),
});
