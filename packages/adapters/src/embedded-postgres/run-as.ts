import { execFile } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The user PostgreSQL runs as, where that is not the current one. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const OWN_USER = 'aisha-postgres';

/**
 * PostgreSQL refuses to run as root. Root gets, in this order: the owner of the existing cluster,
 * the system's `postgres` user, a system user created for the purpose.
 * Anybody else runs PostgreSQL as themselves: `undefined`.
 */
export const chooseIdentity = async (cluster: string): Promise<Identity | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  if (process.platform !== 'linux') {
    throw new Error(
      'PostgreSQL does not run as root. Start as a normal user, or set DATABASE_URL.',
    );
  }
  return (
    (await ownerOf(cluster)) ??
    (await findUser('postgres')) ??
    (await findUser(OWN_USER)) ??
    (await createUser(OWN_USER))
  );
};

const ownerOf = async (path: string): Promise<Identity | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
};

const findUser = async (name: string): Promise<Identity | undefined> => {
  const id = async (flag: string): Promise<number> =>
    Number((await run('id', [flag, name])).stdout.trim());
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    return undefined;
  }
};

const createUser = async (name: string): Promise<Identity> => {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  let cause: unknown;
  try {
    await run('useradd', [...options, '--shell', '/usr/sbin/nologin', name]);
  } catch (error) {
    cause = error;
  }
  // Another start may have created it at the same moment; what counts is that it is there.
  const created = await findUser(name);
  if (created) return created;
  throw new Error(
    `PostgreSQL does not run as root, and the user ${name} could not be created. ` +
      'Create it, start as a normal user, or set DATABASE_URL.',
    { cause },
  );
};

/** Hands a path to the user PostgreSQL runs as. */
export const handOver = async (path: string, identity: Identity | undefined): Promise<void> => {
  if (identity) await chown(path, identity.uid, identity.gid);
};

/**
 * The `-D` argument for a process whose working directory is the data directory. Another user may
 * be unable to enter the directories above it (`/root`, a private temporary folder); through the
 * kernel's link to the working directory nobody has to.
 */
export const dataDirectoryArgument = (directory: string, identity: Identity | undefined): string =>
  identity ? '/proc/self/cwd' : directory;
