import type { ClientBase } from 'pg';

/** More than the product has; what is made of lists of many lengths is left alone after these. */
const mostNames = 400;

/**
 * Has the server parse and plan a statement once a connection and not at each call, which for short
 * statements takes longer than the rest. Values stay beside the SQL, as before.
 */
export const preparedStatements = (): ((client: ClientBase) => void) => {
  const names = new Map<string, string>();
  let last = 0;

  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostNames) return known;
    last += 1;
    const name = `aisha-${last}`;
    names.set(text, name);
    return name;
  };
  /** A migration changed what it answers: under another name it is planned anew, on every connection. */
  const forgetIfStale = (error: unknown, text: string): never => {
    if (isStalePlan(error)) names.delete(text);
    throw error;
  };

  return (client) => {
    // Looked up at each call: who watches a client's statements sees these too.
    const send = (...input: unknown[]): unknown =>
      (Object.getPrototypeOf(client) as { query: Query }).query.apply(client, input);
    const query = (first: unknown, values?: unknown, ...rest: unknown[]): unknown => {
      const isPlain = typeof first === 'string' && Array.isArray(values) && values.length > 0;
      const name = isPlain && rest.length === 0 ? nameOf(first) : undefined;
      if (!isPlain || name === undefined) return send(first, values, ...rest);
      const answer = send({ name, text: first, values }) as Promise<unknown>;
      return answer.catch((error: unknown) => forgetIfStale(error, first));
    };
    client.query = query as ClientBase['query'];
  };
};

type Query = (...input: unknown[]) => unknown;

/** PostgreSQL refuses to answer with other columns than it had told of when the statement was prepared. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '0A000' &&
  'routine' in error &&
  error.routine === 'RevalidateCachedQuery';
