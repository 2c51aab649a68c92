import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { playgroundVariables } from '../examples/playground/src/settings.ts';

const HEAD = '# Everything is optional for `npm start`: what is not given is played by a sandbox.';

/** `.env.example` as the schema of the configuration has it: `npm run env-example` writes it, a test compares it. */
export const envExample = (): string =>
  `${[HEAD, ...Object.entries(playgroundVariables).map(blockOf)].join('\n\n')}\n`;

const blockOf = ([name, schema]: [name: string, schema: z.ZodType]): string => {
  const notes = [schema.description, standardOf(schema)].filter((note) => note !== undefined);
  return [...(notes.length > 0 ? [`# ${notes.join('. ')}`] : []), `${name}=`].join('\n');
};

const printable = z.union([z.string(), z.number(), z.boolean()]);

/** What an empty variable means, where the schema itself says so. */
const standardOf = (schema: z.ZodType): string | undefined => {
  const standard = printable.safeParse(schema.safeParse(undefined).data);
  return standard.success ? `Default: ${String(standard.data)}` : undefined;
};

if (import.meta.main) await writeFile('.env.example', envExample());
