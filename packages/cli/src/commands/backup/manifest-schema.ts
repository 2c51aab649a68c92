import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

export const manifestSchema = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  database: z.object({
    migrations: z.array(z.string().max(200)).max(10_000),
    tables: z
      .array(
        z.object({
          name: z.string().regex(/^[\w".]{1,200}$/u),
          columns: z.array(z.string().max(100)).max(1_000),
          rows: z.number().int().min(0),
          sha256,
        }),
      )
      .max(1_000),
  }),
  objects: z.object({ count: z.number().int().min(0), bytes: z.number().min(0), sha256 }),
});

/** What a backup has in it. Written last: a folder without it is no backup. */
export type Manifest = z.infer<typeof manifestSchema>;

export const objectSchema = z.object({
  key: z.string().max(200),
  sha256,
  bytes: z.number().int().min(0),
  contentType: z.string().max(200),
});
export type KeptObject = z.infer<typeof objectSchema>;
