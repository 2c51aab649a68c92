import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

export type Typed = { readonly code: number; readonly out: string; readonly error: string };

/** The command as it is typed, in a process of its own that has these variables and no terminal. */
export const typed = (env: Readonly<Record<string, string>>, ...args: string[]): Promise<Typed> =>
  new Promise((resolve) => {
    const command = ['--conditions=@aisha/source', main, ...args];
    // Away from our own working directory, whose `.env` is not meant for tests.
    const cwd = env['DATA_DIR'] ?? '/';
    const { NODE_COMPILE_CACHE } = process.env;
    const all = { NODE_COMPILE_CACHE, ...env };
    execFile(process.execPath, command, { env: all, cwd }, (failure, out, error) => {
      // One that never began, or was killed, has no code of its own, and did not end well.
      const code = typeof failure?.code === 'number' ? failure.code : -1;
      resolve({ code: failure ? code : 0, out, error });
    });
  });
