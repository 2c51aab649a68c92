import { isPortError } from '@aisha/core';
import { pinoLogger } from '../pino/index.ts';
import { ConfigurationError } from './read-variables.ts';

/** Remembers what must be done at the end; the last is done first. */
export type AtEnd = (close: () => Promise<void>) => void;

const giveUpMs = 10_000;
/** A Ctrl-C in a terminal arrives twice under npm: from the terminal, and from npm that passes it on. */
const sameMs = 500;

/**
 * Runs an app until SIGTERM or SIGINT, then closes what it opened and exits with 0. A signal in the
 * middle of the start is obeyed at its end. Whoever asks again means it: that ends the process at
 * once. An app that cannot start closes what it opened and exits with 1; what is wrong with its
 * configuration is told in its own words, anything else as it is.
 *
 * An error that nobody caught ends the process with 1, since nobody knows what it left half done;
 * but only after everything is closed, and so what it had in hand is given back to others.
 */
export const runApp = (
  start: (atEnd: AtEnd) => Promise<void>,
  { stopping }: { readonly stopping?: () => void } = {},
): void => {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  const starting = start((closer) => void closers.push(closer));
  starting.catch(async (error: unknown) => {
    await close().catch(tell);
    fail(error);
  });
  let exitCode: number | undefined;
  const end = (code: number): void => {
    const isEnding = exitCode !== undefined;
    exitCode = Math.max(exitCode ?? 0, code);
    if (isEnding) return;
    setTimeout(() => process.exit(1), giveUpMs).unref();
    // A start that fails meanwhile has its own end.
    starting.then(
      () => close().then(() => process.exit(exitCode), fail),
      () => undefined,
    );
  };
  onSignal(() => {
    stopping?.();
    end(0);
  });
  // Rejections that nobody handled arrive here too.
  process.on('uncaughtException', (error) => {
    pinoLogger({ level: 'error' }).error(
      { error },
      'an error was caught by nobody: this process ends',
    );
    end(1);
  });
};

const onSignal = (stop: () => void): void => {
  let askedAt: number | undefined;
  const hear = (): void => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      stop();
    } else if (performance.now() - askedAt > sameMs) process.exit(1);
  };
  process.on('SIGTERM', hear).on('SIGINT', hear);
};

const tell = (error: unknown): void => {
  // What the world did is told in one sentence; only what we did wrong needs its trace.
  const isTold = error instanceof ConfigurationError || isPortError(error);
  console.error(isTold ? error.message : error);
};

const fail = (error: unknown): void => {
  tell(error);
  process.exit(1);
};
