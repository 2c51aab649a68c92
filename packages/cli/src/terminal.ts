import { createInterface } from 'node:readline/promises';

/** Where a person may sit. What a command answers goes to `Output`; this is what is said beside it. */
export type Terminal = {
  /** Whether somebody can be asked. */
  readonly interactive: boolean;
  /** The answer to a question; empty where the person only pressed Enter, undefined where they left (Ctrl-C, Ctrl-D). */
  ask(question: string): Promise<string | undefined>;
  /** A sentence for the person, or for the log of whatever started the command. */
  note(text: string): void;
  /** Shows a line in the place of the one before; an empty one takes it away. Nobody sees it where there is no terminal. */
  status(line: string): void;
};

/** The terminal that started this process: questions and notes go to stderr, so that stdout has the answer alone. */
export const processTerminal = (): Terminal => {
  const { stdin, stderr } = process;
  return {
    interactive: stdin.isTTY && stderr.isTTY,
    ask: async (question) => {
      const lines = createInterface({ input: stdin, output: stderr });
      const left = new Promise<undefined>(
        (resolve) => void lines.once('close', () => resolve(undefined)),
      );
      const said = lines.question(question).catch(() => undefined);
      try {
        const answer = await Promise.race([said, left]);
        if (answer === undefined) stderr.write('\n');
        return answer;
      } finally {
        lines.close();
      }
    },
    note: (text) => void stderr.write(`${text}\n`),
    status: (line) => {
      if (stderr.isTTY) stderr.write(`\r\u001B[2K${line.slice(0, stderr.columns - 1)}`);
    },
  };
};
