import { createAisha, type Aisha } from '@aisha/core';
import { inMemoryPorts, type InMemoryPorts } from '@aisha/core/testing';
import { createProgram } from './create-program.ts';
import type { CreateProgramOptions } from './program-options.ts';

/** What came of a command. */
type Ended = {
  /** On stdout. */
  readonly printed: string;
  /** Sentences on stderr. */
  readonly told: readonly string[];
  readonly code: number;
  /** What a terminal showed while it worked, each in the place of the one before. */
  readonly statuses: readonly string[];
};

export type Cli = {
  readonly ports: InMemoryPorts;
  readonly aisha: Aisha;
  /** What was asked on the terminal. */
  readonly questions: readonly string[];
  readonly run: (...args: string[]) => Promise<Ended>;
};

export type OwnParts = Partial<CreateProgramOptions> & {
  readonly ports?: InMemoryPorts;
  readonly columns?: number;
  /** A person at the terminal, who answers so, one after the other. Left out, nobody is there. */
  readonly answers?: readonly string[];
};

/** `aisha` in this process, over ports in memory; whoever types is `ada`. */
export const aCli = ({ answers, columns = 80, ...own }: OwnParts = {}): Cli => {
  const ports = own.ports ?? inMemoryPorts();
  const aisha = createAisha(ports);
  const left = [...(answers ?? [])];
  const questions: string[] = [];
  const run = async (...args: string[]): Promise<Ended> => {
    let printed = '';
    let code = 0;
    const told: string[] = [];
    const statuses: string[] = [];
    const program = createProgram({
      open: async () => aisha,
      openLedger: async () => aisha,
      lintStyles: () => Promise.reject(new Error('styles are not asked for')),
      diagnoseWebhook: () => Promise.reject(new Error('webhooks are not asked for')),
      machine: () => Promise.reject(new Error('the machine is not asked for')),
      environment: () => Promise.reject(new Error('variables are not asked for')),
      operator: () => 'ada',
      ...own,
      output: { write: (text) => (printed += text), columns },
      terminal: {
        interactive: answers !== undefined,
        ask: async (question) => {
          questions.push(question);
          return left.shift() ?? '';
        },
        note: (text) => told.push(text),
        status: (text) => statuses.push(text),
      },
      exit: (to) => (code = to),
    });
    await program.parseAsync(args, { from: 'user' });
    return { printed, told, code, statuses };
  };
  return { ports, aisha, questions, run };
};
