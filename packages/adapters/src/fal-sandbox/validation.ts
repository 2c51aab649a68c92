import type { z } from 'zod';
import { RunFailed, validationFailure, type ErrorDetail } from './errors.ts';

type Issue = z.core.$ZodIssue;

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined,
    input,
  );

const wrongType = (expected: string): Pick<ErrorDetail, 'type' | 'msg'> => ({
  type: `${expected}_type`,
  msg: `Input should be a valid ${expected}`,
});

const bound = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>) => {
  const small = issue.code === 'too_small';
  const limit = Number(small ? issue.minimum : issue.maximum);
  if (issue.origin === 'string' || issue.origin === 'array') {
    const key = small ? 'min_length' : 'max_length';
    const type = `${issue.origin === 'array' ? 'sequence' : 'string'}_too_${small ? 'short' : 'long'}`;
    return { type, msg: `${key} is ${limit}`, ctx: { [key]: limit } };
  }
  return small
    ? { type: 'greater_than_equal', msg: `Input should be at least ${limit}`, ctx: { ge: limit } }
    : { type: 'less_than_equal', msg: `Input should be at most ${limit}`, ctx: { le: limit } };
};

const describe = (issue: Issue, input: unknown): Omit<ErrorDetail, 'loc'> => {
  if (valueAt(input, issue.path) === undefined) return { type: 'missing', msg: 'Field required' };
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected);
    case 'invalid_value':
      return {
        type: 'one_of',
        msg: `Input should be one of: ${issue.values.map(String).join(', ')}`,
        ctx: { expected: issue.values },
      };
    case 'too_small':
    case 'too_big':
      return bound(issue);
    default:
      return { type: 'value_error', msg: issue.message };
  }
};

/** A union fails with every branch's issues; the branch that got further in is the one that was meant. */
const flatten = (issue: Issue): Issue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((branch) => branch.some(({ path }) => path.length > 0));
  const issues = (meant ?? issue.errors[0] ?? []).flatMap(flatten);
  return issues.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
};

/** The input as the model's schema reads it. Unknown fields are ignored, as fal ignores them. */
export const parseInput = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new RunFailed(
    validationFailure(
      parsed.error.issues
        .flatMap(flatten)
        .slice(0, 20)
        .map((issue) => ({
          loc: ['body', ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))],
          ...describe(issue, input),
        })),
    ),
  );
};
