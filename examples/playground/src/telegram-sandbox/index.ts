export { startTelegramSandbox } from './server.ts';
export type { TelegramSandbox, TelegramSandboxOptions } from './server.ts';
export type { RecordedCall } from './calls.ts';
export type { FaultPatch, Faults } from './faults.ts';
export type { PageHandler } from './page-api.ts';
export type { PageMessage } from './page-message.ts';
export type { SandboxLog } from './sandbox.ts';
