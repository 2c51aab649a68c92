import { printable } from '../../text-width.ts';

export const levels = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

export type LogLine = {
  readonly raw: string;
  readonly level: Level | undefined;
  readonly time: string | undefined;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** What is no line of ours is told as it is: a crash says things in its own way. */
export const parseLine = (raw: string): LogLine => {
  const object = objectIn(raw);
  if (!object) return { raw, level: undefined, time: undefined, message: raw, fields: {} };
  const { level, time, msg, ...fields } = object;
  return {
    raw,
    level: levels.find((known) => known === level),
    time: typeof time === 'string' ? time : undefined,
    message: typeof msg === 'string' ? msg : '',
    fields,
  };
};

const objectIn = (raw: string): Record<string, unknown> | undefined => {
  if (!raw.startsWith('{')) return undefined;
  try {
    return JSON.parse(raw) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/** `12:00:00 warn  a job failed  job=run.check attempt=2` */
export const shownLine = ({ level, time, message, fields }: LogLine): string => {
  const facts = Object.entries(fields).map(([name, value]) => `${name}=${plain(value)}`);
  const at = time === undefined ? '' : `${time.slice(11, 19)} `;
  const mark = level === undefined ? '' : `${level.padEnd(5)} `;
  return printable([`${at}${mark}${message}`, ...facts].join('  '));
};

/** Where an error was thrown is for who reads the log itself. */
const plain = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : JSON.stringify(value, (name, part: unknown) => (name === 'stack' ? undefined : part));

export type LogFilter = { readonly level?: Level | undefined; readonly about?: string | undefined };

/** Lines of no known level are never filtered by it. */
export const isWanted = ({ level, raw }: LogLine, { level: least, about }: LogFilter): boolean =>
  (least === undefined || level === undefined || levels.indexOf(level) >= levels.indexOf(least)) &&
  (about === undefined || raw.includes(about));
