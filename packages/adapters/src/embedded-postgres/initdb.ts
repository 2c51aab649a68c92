import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDirectoryArgument, handOver, type Identity } from './run-as.ts';
import { serverEnvironment } from './server-environment.ts';

export interface InitdbOptions {
  readonly bin: string;
  /** An empty folder that belongs to the user PostgreSQL runs as. */
  readonly directory: string;
  /** A folder for the password's short stay on disk. */
  readonly scratch: string;
  readonly superuser: string;
  readonly password: string;
  readonly identity: Identity | undefined;
  /** Off where the cluster is thrown away after use: saves the final sync. */
  readonly durable: boolean;
}

const TIMEOUT_MS = 120_000;
const MAX_OUTPUT = 4_000;

/** UTF-8 with the builtin C.UTF-8 collation: the same order on every machine, nothing from its libc. */
export const initdb = async (options: InitdbOptions): Promise<void> => {
  const passwordFile = await openPasswordFile(options);
  try {
    await run(options, passwordFile.fd);
  } finally {
    await passwordFile.close();
  }
};

/** Unlinked while still open: no copy of the password survives a crash. */
const openPasswordFile = async (options: InitdbOptions): Promise<FileHandle> => {
  const path = join(options.scratch, `initdb-${randomBytes(6).toString('hex')}`);
  const writer = await open(path, 'wx', 0o600);
  try {
    await writer.writeFile(options.password);
    await handOver(path, options.identity);
    return await open(path, 'r');
  } finally {
    await rm(path, { force: true });
    await writer.close();
  }
};

const run = ({ bin, identity, directory, ...options }: InitdbOptions, stdin: number) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(
      join(bin, 'initdb'),
      [
        `--pgdata=${dataDirectoryArgument(directory, identity)}`,
        `--username=${options.superuser}`,
        '--pwfile=/dev/stdin',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--locale=C.UTF-8',
        '--lc-collate=C',
        '--lc-ctype=C',
        '--lc-messages=C',
        '--lc-monetary=C',
        '--lc-numeric=C',
        '--lc-time=C',
        '--no-instructions',
        ...(options.durable ? [] : ['--no-sync']),
      ],
      {
        ...identity,
        cwd: directory,
        env: serverEnvironment(),
        stdio: [stdin, 'ignore', 'pipe'],
        timeout: TIMEOUT_MS,
      },
    );
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-MAX_OUTPUT);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb could not create the database cluster: ${output.trim()}`));
    });
  });
