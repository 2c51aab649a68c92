import { userInfo } from 'node:os';
import { createProgram } from './create-program.ts';
import { exitCodes } from './exit-codes.ts';
import { openers } from './openers.ts';
import { processTerminal } from './terminal.ts';

/** Nobody's terminal is as wide: what a program reads is not cut. */
const unbounded = 10_000;

/** Runs `aisha` as it was typed, then closes what it opened. */
export const runProgram = async (): Promise<void> => {
  const { close, ...open } = openers();
  const terminal = processTerminal();
  const end = (code: number): void => {
    process.exitCode = code;
  };
  // Whoever reads us may have seen enough, as `head` has.
  process.stdout.on('error', () => process.exit());
  const program = createProgram({
    ...open,
    output: {
      write: (text) => process.stdout.write(text),
      columns: process.stdout.columns || unbounded,
    },
    terminal,
    operator,
    exit: end,
  });
  try {
    await program.parseAsync();
  } catch (error) {
    terminal.note(sentenceOf(error));
    end(codeOf(error));
  } finally {
    await close();
  }
};

/** PostgreSQL's codes for a table and a column that it does not know, at the end of what our adapter says. */
const unknownForm = /\((?:42P01|42703)\)$/u;

/** For a database, a user or a password that it does not know. */
const unknownTo = /\((?:3D000|28[0-9A-Z]{3})\)$/u;

const sentenceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (unknownTo.test(error.message)) {
    return `${error.message}: see DATABASE_URL or DATABASE_HOST, and aisha doctor.`;
  }
  return unknownForm.test(error.message)
    ? 'The database is not what this version expects: see aisha db status, then aisha db migrate.'
    : error.message;
};

const longestName = 100;

const codeOf = (error: unknown): number => {
  if (isAway(error)) return exitCodes.away;
  return isRefused(error) ? exitCodes.refused : exitCodes.failed;
};

/** Told by its name: loading its class would load the database's adapter. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && error.name === 'LoadRefused';

/** A `PortError` that is worth another try, told without loading the core. */
const isAway = (error: unknown): boolean =>
  error instanceof Error && 'retryable' in error && error.retryable === true;

/** Empty in an image, where every operator is the same user: there it has to be said. */
const operator = (): string => {
  const { AISHA_WHO: said } = process.env;
  if (said !== undefined) return said.trim().slice(0, longestName);
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user without a name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
};
