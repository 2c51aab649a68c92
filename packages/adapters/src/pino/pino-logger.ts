import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { LogFields, Logger } from '@aisha/core';
import { plainFields } from './plain-fields.ts';
import { safeText } from './secret-text.ts';

export type PinoLoggerOptions = {
  /** The least level that is written. */
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Takes whole lines; standard output when absent. */
  readonly destination?: DestinationStream;
  /** What is known of the work that a line is written in; asked at every line that is written. */
  readonly context?: () => LogFields;
  /** Adds to what is known of the work under way. */
  readonly learn?: (fields: LogFields) => void;
};

type Level = Exclude<PinoLoggerOptions['level'], 'silent'>;

const maxMessageLength = 1000;
/** When nobody reads standard output, lines are dropped rather than kept without end. */
const maxWaitingBytes = 4 * 1024 * 1024;

/**
 * One JSON object a line. Redaction happens on a copy of the fields before pino sees them, because
 * pino's own knows paths and not forms: a token within an error's message is on no path.
 */
export const pinoLogger = ({
  level,
  destination,
  context = () => ({}),
  learn = () => undefined,
}: PinoLoggerOptions): Logger => {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const waiting = { dest: 1, sync: false, maxLength: maxWaitingBytes };
  const lines = pino(options, destination ?? pino.destination(waiting));
  return loggerOn({ lines, context, learn }, {});
};

type Writing = { readonly lines: Pino } & Required<Pick<PinoLoggerOptions, 'context' | 'learn'>>;

const loggerOn = (writing: Writing, common: LogFields): Logger => {
  const { lines, context, learn } = writing;
  const at =
    (level: Level) =>
    (fields: LogFields, message: string): void => {
      if (lines.isLevelEnabled(level))
        attempt(() => write(lines[level].bind(lines), fields, message));
    };
  const write = (
    line: (fields: LogFields, message: string) => void,
    fields: LogFields,
    message: string,
  ): void =>
    line(
      { ...distinct(plainFields(context())), ...common, ...distinct(plainFields(fields)) },
      safeText(message, maxMessageLength),
    );
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => loggerOn(writing, { ...common, ...distinct(plainFields(fields)) }),
    about: learn,
  };
};

/** The names of pino's own fields: written twice, readers would disagree about which one counts. */
const taken = new Set(['level', 'time', 'msg']);

const distinct = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [taken.has(name) ? `${name}_` : name, value]),
  );

/** A line that cannot be written is lost; the work it tells of goes on. */
const attempt = (write: () => void): void => {
  try {
    write();
  } catch {
    // There is nowhere left to say it.
  }
};
