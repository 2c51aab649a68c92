import type { Environment } from '@aisha/adapters/composition';
import type { z } from 'zod';

/** What a process can be; `all` is everything at once. */
export const roles = ['bot', 'worker', 'http', 'all', 'migrate'] as const;
export type Role = (typeof roles)[number];

export type Variable = {
  readonly name: string;
  readonly schema: z.ZodType;
  /** Who reads it. */
  readonly for: 'all' | 'bot' | 'http';
};

const readsBot = (role: Role): boolean => role !== 'http' && role !== 'migrate';
const readsHttp = (role: Role): boolean => role !== 'bot' && role !== 'worker';

/** Every variable that any app reads. */
export const everyVariable = async (): Promise<readonly Variable[]> => {
  const { sharedVariables, botVariables, httpVariables } = await load();
  return Object.entries({ ...botVariables, ...httpVariables }).map(([name, schema]) => {
    const own = name in botVariables ? 'bot' : 'http';
    return { name, schema, for: name in sharedVariables ? 'all' : own };
  });
};

/** Everything that would keep a process of this role from starting; names variables, no values. */
export const problemsOf = async (
  role: Role,
  environment: Environment,
): Promise<readonly string[]> => {
  const {
    ConfigurationError,
    botVariables,
    botProblems,
    httpVariables,
    httpProblems,
    readVariables,
  } = await load();
  const collected = (read: () => unknown): readonly string[] => {
    try {
      read();
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError) return error.problems;
      throw error;
    }
  };
  const all = [
    ...(readsBot(role)
      ? collected(() => readVariables(botVariables, environment, botProblems))
      : []),
    ...(readsHttp(role)
      ? collected(() => readVariables(httpVariables, environment, httpProblems))
      : []),
  ];
  // What both read is wrong once.
  return [...new Set(all)];
};

const load = () => import('@aisha/adapters/composition');
