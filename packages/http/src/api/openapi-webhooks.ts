import type { z } from 'zod';
import { hookEvents } from './hook-events.ts';

type Json = Readonly<Record<string, unknown>>;

const headers: readonly (readonly [name: string, description: string])[] = [
  ['webhook-id', 'The same in every try: do what it says once'],
  ['webhook-timestamp', 'When this try was sent, in seconds since 1970'],
  ['webhook-signature', '`v1,` and the base64 of the HMAC-SHA256 of `<id>.<timestamp>.<body>`'],
];

/** What hooks are told, by type: https://www.standardwebhooks.com */
export const webhooksOf = (refTo: (schema: z.ZodType) => Json): Json =>
  Object.fromEntries(
    hookEvents.map(({ type, schema, schemaName, summary }) => [
      type,
      {
        post: {
          operationId: `told${schemaName}`,
          summary,
          description: 'Answer with 2xx within 15 s; with 410 to be told nothing more',
          tags: ['Webhooks'],
          security: [],
          parameters: headers.map(([name, description]) => ({
            name,
            in: 'header',
            required: true,
            description,
            schema: { type: 'string' },
          })),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: refTo(schema) } },
          },
          responses: { '2XX': { description: 'It was heard' } },
        },
      },
    ]),
  );
