export { startTelegramSandbox } from './server.ts';
export type { TelegramSandboxOptions } from './server.ts';
export type { PageHandler } from './page-api.ts';
export type { PageMessage } from './page-message.ts';
