import type { CreateProgramOptions } from './program-options.ts';

type Openers = Pick<
  CreateProgramOptions,
  'open' | 'openLedger' | 'lintStyles' | 'diagnoseWebhook' | 'machine' | 'environment'
> & {
  /** Closes what was opened, the last first. */
  readonly close: () => Promise<void>;
};

// Everything is loaded when a command needs it: help must not wait for a database driver.
const readSettings = async () => {
  const composition = await import('@aisha/adapters/composition');
  const { readVariables, sharedProblems, sharedVariables } = composition;
  const variables = readVariables(sharedVariables, composition.readEnvironment(), sharedProblems);
  const { LOG_LEVEL = 'warn' } = variables;
  const settings = composition.toSharedSettings({ ...variables, LOG_LEVEL });
  const environment = composition.readEnvironment();
  return { settings, environment, openResources: composition.openResources };
};

/** What commands open on this machine, as its variables say. */
export const openers = (): Openers => {
  const closers: (() => Promise<void>)[] = [];
  return {
    open: async () => {
      const { settings, openResources } = await readSettings();
      const { composeCli } = await import('./composition.ts');
      const resources = await openResources({ settings, asItIs: true });
      closers.push(() => resources.close());
      return composeCli(settings, resources);
    },
    openLedger: async () => {
      const { settings } = await readSettings();
      const { openLedger } = await import('./open-ledger.ts');
      const { pinoLogger } = await import('@aisha/adapters/pino');
      const books = await openLedger(settings, pinoLogger({ level: settings.logLevel }));
      closers.push(() => books.close());
      return books;
    },
    lintStyles: async (directory) => {
      const { lintStyles: lint } = await import('@aisha/adapters/yaml');
      const { settings } = directory === undefined ? await readSettings() : { settings: undefined };
      return lint(directory ?? settings?.stylesDir);
    },
    diagnoseWebhook: async (bytes, jwks) => {
      const { diagnoseSaved } = await import('./diagnose-saved.ts');
      const { settings } = await readSettings();
      return diagnoseSaved(bytes, jwks, settings.fal);
    },
    environment: async () => {
      const { readEnvironment } = await import('@aisha/adapters/composition');
      return readEnvironment();
    },
    machine: async () => {
      const { openMachine } = await import('./open-machine.ts');
      return openMachine(await readSettings(), closers);
    },
    close: async () => {
      for (const closer of closers.splice(0).toReversed()) await closer();
    },
  };
};
