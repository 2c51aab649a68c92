export { createProgram, exitCodes } from './create-program.ts';
export type { CreateProgramOptions, Output } from './create-program.ts';
