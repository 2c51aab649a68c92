export { pinoLogger } from './pino-logger.ts';
export type { PinoLoggerOptions } from './pino-logger.ts';
