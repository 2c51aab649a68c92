import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import type { Layout } from './layout.ts';

const KEPT_BYTES = 1_000_000;
const MAX_REASON = 500;

/** Opens the log for appending. One older file is kept, so the two are all there ever is. */
export const openServerLog = async ({ serverLog }: Layout): Promise<FileHandle> => {
  const size = (await stat(serverLog).catch(() => undefined))?.size ?? 0;
  if (size > KEPT_BYTES) await rename(serverLog, `${serverLog}.1`);
  return open(serverLog, 'a', 0o600);
};

/** What the server wrote since the log had `fromByte` bytes. */
export const readServerLog = async ({ serverLog }: Layout, fromByte: number): Promise<string> =>
  (await readFile(serverLog)).subarray(fromByte).toString('utf8');

/** The line an operator wants to see: the first FATAL one, else the last. */
export const reasonIn = (text: string): string => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((candidate) => candidate.includes('FATAL:')) ?? lines.at(-1);
  return (line ?? 'no reason given').slice(0, MAX_REASON);
};
