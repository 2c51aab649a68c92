import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '@aisha/core';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { minioBlobStore, minioClient } from '@aisha/adapters/minio';
import { freePort } from '../support/free-port.ts';
import { runSql, withDatabase } from '../support/postgres/admin.ts';
import { newDatabaseName, newRunPrefix } from '../support/postgres/names.ts';
import { testS3 } from '../support/s3.ts';

type Service = {
  /** What it is, as a report tells it. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  stop(): Promise<unknown>;
};

/** As many as six processes may hold, and those that look on. */
const maxConnections = 200;
/** Nothing here outlives the run. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** An empty database, on the server of `DATABASE_URL` or on one of its own. Nobody has migrated it. */
export const openDatabase = async (directory: string): Promise<Service & { url: string }> => {
  const given = process.env['DATABASE_URL'];
  const own = given
    ? undefined
    : await startEmbeddedPostgres({
        dataDir: join(directory, 'postgres'),
        settings: { ...careless, max_connections: maxConnections },
      });
  const adminUrl = given ?? own?.url ?? '';
  const name = newDatabaseName(newRunPrefix());
  await runSql(adminUrl, `CREATE DATABASE "${name}"`);
  const url = withDatabase(adminUrl, name);
  return {
    name: given ? 'PostgreSQL of DATABASE_URL' : 'embedded PostgreSQL',
    url,
    variables: { DATABASE_URL: url },
    stop: async () => {
      // A server of its own goes, whatever it says of the database.
      if (own) return own.stop();
      await runSql(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
};

const isInstalled = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A Redis of its own where one is installed, whoever else uses that of `REDIS_URL`. */
export const openRedis = async (directory: string): Promise<Service> => {
  if (!isInstalled('redis-server')) {
    return { name: 'no Redis', variables: {}, stop: async () => undefined };
  }
  const port = await freePort();
  const listening = ['--port', String(port), '--bind', '127.0.0.1'];
  const server = spawn('redis-server', [...listening, '--save', '', '--dir', directory], {
    stdio: 'ignore',
  });
  await once(server, 'spawn');
  return {
    name: 'Redis',
    variables: { REDIS_URL: `redis://127.0.0.1:${port}` },
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
};

/** Objects on the S3 of `S3_URL`, or in a folder that all processes share: where there is none, or it is asked for. */
export const openStorage = async (
  directory: string,
  { plain = false }: { readonly plain?: boolean } = {},
): Promise<Service & { blobs: BlobStore }> => {
  if (plain || !process.env['S3_URL']) {
    const files = join(directory, 'files');
    await mkdir(files, { recursive: true });
    const blobs = fileSystemBlobStore({ directory: files });
    return { name: 'a shared folder', variables: {}, blobs, stop: () => rm(files, gone) };
  }
  const { endpoint, accessKey, secretKey, bucket } = testS3();
  const client = minioClient({ endpoint, accessKey, secretKey });
  const blobs = minioBlobStore({ client, bucket });
  return {
    name: 'S3',
    variables: {
      MINIO_ENDPOINT: endpoint,
      MINIO_ACCESS_KEY: accessKey,
      MINIO_SECRET_KEY: secretKey,
      MINIO_BUCKET: bucket,
    },
    blobs,
    stop: async () => {
      const names: string[] = [];
      const objects = client.listObjectsV2(bucket, '', true) as AsyncIterable<{ name: string }>;
      for await (const { name } of objects) names.push(name);
      // All at once: one after the other would outlast the time that a test has to clean up.
      await client.removeObjects(bucket, names);
      await client.removeBucket(bucket);
    },
  };
};

const gone = { recursive: true, force: true } as const;
