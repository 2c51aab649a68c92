import { failRun } from './errors.ts';
import { readBounded } from './bounded-stream.ts';
import type { LocalNetwork } from './local-network.ts';
import type { FileStore } from './storage.ts';

/** The bytes behind a URL in an input: on disk when they are ours, in memory otherwise. */
export type InputFile = { readonly diskPath: string } | { readonly bytes: Buffer };

export interface InputFiles {
  /**
   * Own file URLs and data URIs always; with `network`, http(s) on this machine and private networks
   * too. Anything else, and anything missing, ends the run with `file_download_error` at `loc`.
   */
  readonly open: (url: string, options: InputOptions) => Promise<InputFile>;
  readonly read: (url: string, options: InputOptions) => Promise<Buffer>;
}

interface InputOptions {
  readonly loc: readonly (string | number)[];
  readonly maxBytes: number;
  readonly network: boolean;
}

const downloadTimeoutMs = 60_000;
const dataUri = /^data:[\w.+/-]{0,100}(?:;[\w.=+-]{1,60}){0,3};base64,/;

const failDownload = (loc: InputOptions['loc']): never => failRun('file_download_error', { loc });

const pathOf = (url: string): string | undefined =>
  URL.canParse(url) ? new URL(url).pathname : undefined;

export const createInputFiles = (files: FileStore, network: LocalNetwork): InputFiles => {
  const openOwn = async (url: string, { loc, maxBytes }: InputOptions) => {
    const path = pathOf(url);
    // Ids cannot be guessed, so a known path is ours under whatever host name we were reached.
    const file = path === undefined ? undefined : await files.find(path);
    if (file && file.bytes > maxBytes)
      return failRun('file_too_large', { loc, ctx: { max_size: maxBytes } });
    return file;
  };

  const fetchLocal = async (url: string, { loc, maxBytes }: InputOptions): Promise<InputFile> => {
    const answer = await network
      .send(url, { method: 'GET', timeoutMs: downloadTimeoutMs, maxBytes })
      .catch(() => undefined);
    return answer?.status === 200 ? { bytes: answer.body } : failDownload(loc);
  };

  const open: InputFiles['open'] = async (url, options) => {
    const [prefix] = dataUri.exec(url.slice(0, 400)) ?? [];
    if (prefix !== undefined) return { bytes: Buffer.from(url.slice(prefix.length), 'base64') };
    const own = await openOwn(url, options);
    if (own) return { diskPath: own.diskPath };
    return options.network ? fetchLocal(url, options) : failDownload(options.loc);
  };

  return {
    open,
    read: async (url, options) => {
      const file = await open(url, options);
      if ('bytes' in file) return file.bytes;
      const own = await openOwn(url, options);
      return own ? readBounded(own.open(), options.maxBytes) : failDownload(options.loc);
    },
  };
};
