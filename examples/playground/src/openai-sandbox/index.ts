export { startOpenaiSandbox } from './sandbox.ts';
export type { OpenaiSandbox } from './sandbox.ts';
