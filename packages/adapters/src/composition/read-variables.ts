import { z } from 'zod';

/** Everything that is wrong with a configuration, in one go. Names variables, never their values. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n- ${problems.join('\n- ')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable is as good as none: `.env` files are full of them. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** Reads variables by their schema. Throws one `ConfigurationError` that names every problem. */
export const readVariables = <Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment,
  furtherProblems: (variables: z.infer<z.ZodObject<Shape>>) => readonly string[] = () => [],
): z.infer<z.ZodObject<Shape>> => {
  const problems: string[] = [];
  const variables: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const value = given(environment[name]);
    const parsed = z.safeParse(schema, value);
    // What is wrong is not missing too.
    variables[name] = parsed.success ? parsed.data : value;
    for (const { message } of parsed.error?.issues ?? []) problems.push(`${name} ${message}`);
  }
  // Also where some are wrong: what the others say together is told in the same go.
  problems.push(...furtherProblems(variables as never));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return variables as never;
};

type Shared = {
  readonly MIN_PHOTOS: number;
  readonly MAX_PHOTOS: number;
  readonly DATABASE_URL?: string | undefined;
  readonly DATABASE_HOST?: string | undefined;
  readonly MINIO_ENDPOINT?: string | undefined;
  readonly MINIO_ACCESS_KEY?: string | undefined;
  readonly MINIO_SECRET_KEY?: string | undefined;
  readonly FAL_API_KEY?: string | undefined;
  readonly FAL_KEY?: string | undefined;
  readonly FAL_FILE_ORIGINS?: string | undefined;
  readonly API_HOOK_ORIGINS?: string | undefined;
};

/** What no single variable can know of itself. */
export const sharedProblems = (variables: Shared): string[] => {
  const problems: string[] = [];
  if (variables.MIN_PHOTOS > variables.MAX_PHOTOS) {
    problems.push('MIN_PHOTOS is larger than MAX_PHOTOS');
  }
  if (variables.DATABASE_URL && variables.DATABASE_HOST) {
    problems.push('DATABASE_URL and DATABASE_HOST name two databases: give one of them');
  }
  const objects = ['MINIO_ENDPOINT', 'MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY'] as const;
  const absent = objects.filter((name) => !variables[name]);
  if (absent.length > 0 && absent.length < objects.length) {
    problems.push(`${objects.join(', ')} go together: ${absent.join(' and ')} missing`);
  }
  const { FAL_API_KEY: one, FAL_KEY: other } = variables;
  if (one && other && one !== other) {
    problems.push('FAL_API_KEY and FAL_KEY are different keys: give one of them');
  }
  for (const name of ['FAL_FILE_ORIGINS', 'API_HOOK_ORIGINS'] as const) {
    const origins = (variables[name] ?? '').split(',').map((origin) => origin.trim());
    if (origins.some((origin) => origin !== '' && !URL.canParse(origin))) {
      problems.push(`${name} has an entry that is not an address`);
    }
  }
  return problems;
};
