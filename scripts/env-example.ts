import { writeFile } from 'node:fs/promises';
import { playgroundVariables } from '../examples/playground/src/settings.ts';
import type { z } from 'zod';

/** `.env.example` as the schema of the configuration has it: `npm run env-example` writes it, a test compares it. */
export const envExample = (): string => {
  const entries = Object.entries(playgroundVariables as Record<string, z.ZodType>);
  const blocks = entries.map(([name, schema]) => {
    const description = schema.description;
    const standard = standardOf(schema);
    const note = [description, standard === undefined ? undefined : `Default: ${standard}`]
      .filter((part) => part !== undefined)
      .join('. ');
    return `${note === '' ? '' : `# ${note}\n`}${name}=`;
  });
  return `# Everything is optional for \`npm start\`: what is not given is played by a sandbox.\n\n${blocks.join('\n\n')}\n`;
};

/** What an empty variable means, where the schema itself says so. */
const standardOf = (schema: z.ZodType): string | undefined => {
  const parsed = schema.safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? String(parsed.data) : undefined;
};

if (import.meta.main) await writeFile('.env.example', envExample());
