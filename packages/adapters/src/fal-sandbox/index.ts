export { startFalSandbox } from './server.ts';
export type { FalSandbox, FalSandboxOptions, SandboxLog, SandboxTimings } from './options.ts';
export type { Fault, FaultControl, FaultInput } from './faults.ts';
export type { RunSummary } from './run-record.ts';
