export { startOpenaiSandbox } from './sandbox.ts';
export type { OpenaiSandbox, OpenaiSandboxOptions } from './sandbox.ts';
export type { OpenaiFault, OpenaiFaults } from './faults.ts';
export type { OpenaiCall } from './calls.ts';
