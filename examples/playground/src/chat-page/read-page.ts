import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

export type PageFile = {
  readonly body: Uint8Array;
  readonly compressed: Uint8Array;
  readonly etag: string;
  readonly type: string;
};

/** Node warns that stripping is experimental; a reader of the console can do nothing about it. */
const stripQuietly = (source: string): string => {
  const own = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  process.emitWarning = () => {};
  try {
    // Stripped types leave blanks of their length behind.
    const lines = stripTypeScriptTypes(source).split('\n');
    return lines
      .map((line) => line.trimEnd())
      .join('\n')
      .replaceAll(/\n{2,}/g, '\n');
  } finally {
    if (own) Object.defineProperty(process, 'emitWarning', own);
  }
};

/** What the page consists of: the address and the file behind it. */
export const pagePaths = (): ReadonlyMap<string, string> => {
  const paths = new Map<string, string>();
  for (const folder of ['assets', 'client']) {
    for (const name of readdirSync(join(import.meta.dirname, folder))) {
      if (!(extname(name) in contentTypes) || name.includes('.test.')) continue;
      const address = name === 'index.html' ? '/' : `/chat/${name}`;
      paths.set(address, join(import.meta.dirname, folder, name));
    }
  }
  return paths;
};

/** A file as it is sent: types stripped, compressed, with its own tag. */
export const readPageFile = (path: string): PageFile => {
  const extension = extname(path);
  const source = readFileSync(path, 'utf8');
  const body = Buffer.from(extension === '.ts' ? stripQuietly(source) : source);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const type = contentTypes[extension] ?? 'application/octet-stream';
  return { body, compressed: gzipSync(body, { level: 9 }), etag, type };
};
