export { createProgram } from './create-program.ts';
export { exitCodes } from './exit-codes.ts';
export type { CreateProgramOptions, Output } from './program-options.ts';
