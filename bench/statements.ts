import { Client } from 'pg';

/** A text, or an object that has one. */
const textOf = (query: unknown): string => {
  const text = typeof query === 'string' ? query : (query as { text?: unknown } | undefined)?.text;
  return typeof text === 'string' ? text : '';
};

/** Every statement that any client of this process sends while `work` runs. */
export const statementsOf = async (work: () => Promise<void>): Promise<string[]> => {
  const sent: string[] = [];
  const prototype = Client.prototype as unknown as { query: (...all: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function counted(this: unknown, ...all: unknown[]): unknown {
    sent.push(textOf(all[0]).trim().replaceAll(/\s+/gu, ' ').toLowerCase());
    return query.apply(this, all);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return sent;
};
