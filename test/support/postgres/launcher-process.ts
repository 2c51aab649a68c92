import { once } from 'node:events';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';

// A process that uses the embedded PostgreSQL of the folder it is given, until it is told to stop
// or killed. It reports over IPC, so that the password is never printed.

const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('usage: launcher-process.ts <data directory>');

const { url, port, adopted, stop } = await startEmbeddedPostgres({ dataDir });

process.send?.({ url, port, adopted });
await once(process, 'message');
await stop();
process.disconnect();
