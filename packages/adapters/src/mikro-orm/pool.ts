import { Pool, types, type PoolConfig } from 'pg';

/** Texts, as the server writes them: date, timestamp, timestamptz, interval. */
const texts = new Set([1082, 1114, 1184, 1186]);
/** Arrays of those. */
const textArrays = new Set([1182, 1115, 1185, 1187]);
const textArray = 1009;

type Parse = (value: string) => unknown;

/** What MikroORM has its connections do with types, so that a row is the same whoever asks for it. */
const typesAsMikroOrm = {
  getTypeParser: ((id: number, format?: 'text'): Parse => {
    if (texts.has(id)) return (value) => value;
    return types.getTypeParser(textArrays.has(id) ? textArray : id, format) as Parse;
  }) as typeof types.getTypeParser,
};

/** A pool as MikroORM would open it, for who needs nothing else of it. Whoever opens it ends it. */
export const openPool = (settings: PoolConfig, log: (message: string) => void): Pool => {
  const pool = new Pool({ ...settings, types: typesAsMikroOrm });
  // Without a listener, a connection that the server drops takes the process with it.
  pool.on('connect', (client) => {
    client.on('error', ({ message }) => log(`PostgreSQL connection error: ${message}`));
  });
  pool.on('error', ({ message }) => log(`PostgreSQL pool error: ${message}`));
  return pool;
};
