import { describe, it } from 'vitest';
import { loggerContract } from '@aisha/core/testing';
import { pinoLogger } from './pino-logger.ts';

type Line = { level: 'debug' | 'info' | 'warn' | 'error'; msg: string; time: string };

describe("pino's logger", () => {
  loggerContract({
    it,
    create: async () => {
      const written: string[] = [];
      const destination = { write: (line: string): void => void written.push(line) };
      return {
        logger: pinoLogger({ level: 'debug', destination }),
        lines: async () =>
          written.map((line) => {
            const { level, msg: message, time: _, ...fields } = JSON.parse(line) as Line;
            return { level, message, fields };
          }),
        cleanup: async () => undefined,
      };
    },
  });
});
