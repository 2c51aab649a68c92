#!/usr/bin/env node
import { createProgram } from './create-program.ts';

/** What must be closed when the command has run. */
let close = async (): Promise<void> => undefined;

// Loaded when a command needs it: help must not wait for a database driver.
const readSettings = async () => {
  const composition = await import('@aisha/adapters/composition');
  const { readVariables, sharedProblems, sharedVariables } = composition;
  const variables = readVariables(sharedVariables, composition.readEnvironment(), sharedProblems);
  const { LOG_LEVEL = 'warn' } = variables;
  const settings = composition.toSharedSettings({ ...variables, LOG_LEVEL });
  return { settings, openResources: composition.openResources };
};

const open = async () => {
  const { settings, openResources } = await readSettings();
  const { composeCli } = await import('./composition.ts');
  const resources = await openResources({ settings });
  close = () => resources.close();
  return composeCli(settings, resources);
};

const openLedger = async () => {
  const { settings } = await readSettings();
  const { openLedger: openBooks } = await import('./open-ledger.ts');
  const { pinoLogger } = await import('@aisha/adapters/pino');
  const books = await openBooks(settings, pinoLogger({ level: settings.logLevel }));
  close = () => books.close();
  return books;
};

const lintStyles = async (directory?: string) => {
  const { lintStyles: lint } = await import('@aisha/adapters/yaml');
  const { settings } = directory === undefined ? await readSettings() : { settings: undefined };
  return lint(directory ?? settings?.stylesDir);
};

const program = createProgram({
  open,
  openLedger,
  lintStyles,
  output: {
    write: (text) => process.stdout.write(text),
    columns: process.stdout.columns || 160,
  },
  exit: (code) => {
    process.exitCode = code;
  },
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await close();
}
