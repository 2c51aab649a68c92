import { z } from 'zod';
import { badRequest } from '../errors.ts';
import type { Sandbox } from '../sandbox.ts';
import type { TemporaryFile } from '../uploads.ts';

/** What one call brings beside its parameters. */
export interface Call {
  files: Map<string, TemporaryFile>;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
}

export interface Method {
  name: string;
  parameters: string[];
  invoke: (sandbox: Sandbox, parameters: Record<string, unknown>, call: Call) => Promise<unknown>;
}

interface Implementation<Shape extends z.ZodRawShape> {
  name: string;
  parameters: Shape;
  run: (sandbox: Sandbox, parameters: z.output<z.ZodObject<Shape>>, call: Call) => unknown;
}

/** A message in Telegram's words where the schema has one, otherwise one that names the parameter. */
const describe = ({ path, message, code }: z.core.$ZodIssue): string =>
  code === 'custom' || !message.startsWith('Invalid')
    ? message
    : `parameter "${path.join('.')}" is invalid`;

/** Unknown parameters are ignored, as Telegram does. */
export const method = <Shape extends z.ZodRawShape>({
  name,
  parameters,
  run,
}: Implementation<Shape>): Method => {
  const schema = z.object(parameters);
  return {
    name,
    parameters: Object.keys(parameters),
    invoke: async (sandbox, raw, call) => {
      const parsed = schema.safeParse(raw);
      if (!parsed.success)
        throw badRequest(parsed.error.issues.map(describe)[0] ?? 'wrong parameters');
      return run(sandbox, parsed.data, call);
    },
  };
};
