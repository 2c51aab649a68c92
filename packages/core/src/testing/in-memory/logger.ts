import type { LogFields, Logger } from '../../ports/logger.ts';

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLogger,
  about: () => undefined,
};

export type LogLine = {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: LogFields;
  readonly message: string;
};

/** Keeps its lines for a test to read. */
export const recordingLogger = (
  lines: LogLine[] = [],
  common: LogFields = {},
): Logger & { readonly lines: readonly LogLine[] } => {
  const at =
    (level: LogLine['level']) =>
    (fields: LogFields, message: string): void =>
      void lines.push({ level, fields: { ...common, ...fields }, message });
  return {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => recordingLogger(lines, { ...common, ...fields }),
    // Whatever is logged here is no work of anybody's.
    about: () => undefined,
  };
};
