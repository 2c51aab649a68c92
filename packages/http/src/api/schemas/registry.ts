import { z } from 'zod';

type Named = { readonly id: string };

/** What clients send: every schema has a name in the description. */
export const askedSchemas = z.registry<Named>();
/** What they are answered. */
export const toldSchemas = z.registry<Named>();

export const asked = <Schema extends z.ZodObject>(id: string, schema: Schema): Schema => {
  askedSchemas.add(schema, { id });
  return schema;
};

export const told = <Schema extends z.ZodObject>(id: string, schema: Schema): Schema => {
  toldSchemas.add(schema, { id });
  return schema;
};

export const schemaNameOf = (schema: z.ZodType): string => {
  const { id } = askedSchemas.get(schema) ?? toldSchemas.get(schema) ?? {};
  if (id === undefined) throw new Error('a schema of the API has no name');
  return id;
};

/** A page of a list. */
export const pageSchema = (id: string, item: z.ZodObject) =>
  told(
    id,
    z.object({
      items: z.array(item),
      nextCursor: z
        .string()
        .optional()
        .describe('Hand it back as `cursor` for the next page; there is none after the last'),
    }),
  );

const mostOnPage = 100;
const usuallyOnPage = 20;

export const pageQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostOnPage)
    .default(usuallyOnPage)
    .describe('How many at most'),
  cursor: z.string().min(1).max(200).optional().describe('`nextCursor` of the page before'),
});
