import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runSql, selectTexts } from '../../../../test/support/postgres/admin.ts';
import { startEmbeddedPostgres, stopUnusedPostgres, type EmbeddedPostgres } from './index.ts';
import { commandLine } from './processes.ts';

const PROCESS = new URL('../../../../test/support/postgres/launcher-process.ts', import.meta.url);
const NOBODY = 65_534;
const root = process.getuid?.() === 0;

type Started = Pick<EmbeddedPostgres, 'url' | 'port' | 'adopted'>;

let dataDir: string;
const folders: string[] = [];
const children: ChildProcess[] = [];

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-launcher-'));
  folders.push(folder);
  return folder;
};

const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir });

const startProcess = async (
  folder = dataDir,
  user: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; started: Started }> => {
  const child = fork(PROCESS, [folder], {
    ...user,
    execArgv: ['--conditions=@aisha/source'],
    env: { PATH: process.env['PATH'] },
    detached: true,
  });
  children.push(child);
  const [started] = (await once(child, 'message')) as [Started];
  return { child, started };
};

const endProcess = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.send('stop');
  await ended;
};

const canReadCheckout = async (uid: number): Promise<boolean> => {
  const reader = spawn('test', ['-r', fileURLToPath(PROCESS)], { uid, cwd: '/' });
  const [code] = (await once(reader, 'exit')) as [number];
  return code === 0;
};

const serverPid = async (): Promise<number> =>
  Number((await readFile(join(dataDir, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

const rows = (url: string): Promise<string[]> =>
  selectTexts(url, 'SELECT text FROM kept ORDER BY text', []);

const keep = (url: string, text: string): Promise<void> =>
  runSql(url, 'CREATE TABLE IF NOT EXISTS kept (text text)', `INSERT INTO kept VALUES ('${text}')`);

const clearTable = (url: string): Promise<void> => runSql(url, 'DROP TABLE IF EXISTS kept');

beforeAll(async () => {
  dataDir = join(await newFolder(), 'with a space', 'postgres');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await expect.poll(() => stopUnusedPostgres(dataDir), { timeout: 60_000 }).toBe(true);
});

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('starts in a folder that does not exist yet, and keeps its rows over a restart', async () => {
    const first = await start();
    await clearTable(first.url);
    await keep(first.url, 'before');
    await first.stop();
    const second = await start();
    expect(first.adopted).toBe(false);
    expect(second.adopted).toBe(false);
    expect(await rows(second.url)).toEqual(['before']);
    await second.stop();
  });

  it('is reached through 127.0.0.1, a socket that is its own, and its password only', async () => {
    const { url, nearUrl, stop } = await start();
    const shown = await selectTexts(
      url,
      `SELECT setting FROM pg_settings
       WHERE name IN ('listen_addresses', 'unix_socket_directories') ORDER BY name`,
      [],
    );
    expect(shown).toEqual(['127.0.0.1', '.']);
    expect((await stat(join(dataDir, 'cluster'))).mode & 0o077).toBe(0);
    for (const way of [url, nearUrl]) {
      const wrong = new URL(way);
      wrong.password = 'wrong';
      const refused = runSql(wrong.href, 'SELECT 1');
      await expect(refused).rejects.toThrow('password authentication failed');
    }
    await stop();
  });

  it('is reached through its socket by those who are near, and not where its path is too long', async () => {
    const through = 'SELECT inet_server_addr() IS NULL';
    const { url, nearUrl, port, stop } = await start();
    expect(await selectTexts(url, through, [])).toEqual(['false']);
    expect(await selectTexts(nearUrl, through, [])).toEqual(['true']);
    expect(new URL(nearUrl).host).toBe(`127.0.0.1:${port}`);
    await stop();
    const deep = join(await newFolder(), 'a'.repeat(60), 'b'.repeat(40));
    const other = await startEmbeddedPostgres({ dataDir: deep });
    expect(other.nearUrl).toBe(other.url);
    expect(await selectTexts(other.nearUrl, through, [])).toEqual(['false']);
    await other.stop();
  });

  it('writes its password to no log and no file that others can read', async () => {
    const { url, stop } = await start();
    const { password } = new URL(url);
    const { mode } = await stat(join(dataDir, 'cluster/launcher.json'));
    expect(mode & 0o077).toBe(0);
    expect(await readFile(join(dataDir, 'server.log'), 'utf8')).not.toContain(password);
    expect(await commandLine(await serverPid())).not.toContain(password);
    await stop();
  });

  it('is joined by a second start, and stays until the last user stops', async () => {
    const first = await start();
    const { child, started } = await startProcess();
    expect(started).toEqual({ url: first.url, port: first.port, adopted: true });
    await first.stop();
    await runSql(started.url, 'SELECT 1');
    const pid = await serverPid();
    await endProcess(child);
    expect(await commandLine(pid)).toBeUndefined();
  });

  it('is one server however many processes start it at once', async () => {
    const processes = await Promise.all([startProcess(), startProcess(), startProcess()]);
    expect(new Set(processes.map(({ started }) => started.port)).size).toBe(1);
    expect(processes.filter(({ started }) => !started.adopted)).toHaveLength(1);
    await Promise.all(processes.map(({ child }) => endProcess(child)));
  });

  it('survives the Ctrl-C and the SIGKILL of its app, and belongs to the next start', async () => {
    const { child, started } = await startProcess();
    await clearTable(started.url);
    await keep(started.url, 'orphaned');
    const ended = once(child, 'exit');
    process.kill(-Number(child.pid), 'SIGINT');
    await ended;
    const { child: second } = await startProcess();
    second.kill('SIGKILL');
    await once(second, 'exit');
    const next = await start();
    expect(next).toMatchObject({ adopted: true, port: started.port });
    expect(await rows(next.url)).toEqual(['orphaned']);
    const pid = await serverPid();
    await next.stop();
    expect(await commandLine(pid)).toBeUndefined();
  });

  it('starts again with every committed row after its own SIGKILL', async () => {
    const first = await start();
    await clearTable(first.url);
    await keep(first.url, 'committed');
    process.kill(await serverPid(), 'SIGKILL');
    const second = await start();
    expect(second.adopted).toBe(false);
    const sockets = (await readdir(join(dataDir, 'cluster'))).filter((name) =>
      name.startsWith('.s.'),
    );
    expect(sockets).toHaveLength(2);
    expect(await rows(second.url)).toEqual(['committed']);
    await first.stop();
    expect(await rows(second.url)).toEqual(['committed']);
    await second.stop();
  });

  it('starts when its pid file names a process that is something else by now', async () => {
    await (await start()).stop();
    const { uid, gid } = await stat(join(dataDir, 'cluster'));
    const other = spawn('sleep', ['60'], { uid, gid });
    children.push(other);
    await once(other, 'spawn');
    const lines = [other.pid, dataDir, 1, 5432, '', '127.0.0.1', '', 'ready'];
    await writeFile(join(dataDir, 'cluster/postmaster.pid'), `${lines.join('\n')}\n`);
    const again = await start();
    expect(again.adopted).toBe(false);
    await again.stop();
    expect(other.exitCode).toBeNull();
  });

  it('takes the settings it is given', async () => {
    const { url, stop } = await startEmbeddedPostgres({ dataDir, settings: { work_mem: '7MB' } });
    expect(await selectTexts(url, 'SHOW work_mem', [])).toEqual(['7MB']);
    expect(await selectTexts(url, 'SHOW fsync', [])).toEqual(['on']);
    await stop();
  });

  it.runIf(root)('runs as an ordinary user who starts it', async ({ skip }) => {
    skip(!(await canReadCheckout(NOBODY)), 'no other user can enter this checkout');
    const folder = await newFolder();
    await chown(folder, NOBODY, NOBODY);
    const { child, started } = await startProcess(folder, { uid: NOBODY, gid: NOBODY });
    await runSql(started.url, 'SELECT 1');
    expect((await stat(join(folder, 'cluster'))).uid).toBe(NOBODY);
    await endProcess(child);
  });

  it('says in one sentence why it does not start, and leaves nothing running', async () => {
    const refused = startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'many' } });
    await expect(refused).rejects.toThrow(/did not start: .*FATAL.*shared_buffers.*server\.log/);
    expect(await stopUnusedPostgres(dataDir)).toBe(true);
  });

  it('refuses a folder of another major version and leaves it as it is', async () => {
    const version = join(dataDir, 'cluster/PG_VERSION');
    const made = await readFile(version, 'utf8');
    await writeFile(version, '17\n');
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17');
    await writeFile(version, made);
    await (await start()).stop();
  });
});
