import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import type { Environment } from './read-variables.ts';

/** The process's variables, and those of a `.env` in the working directory that are not set already. */
export const readEnvironment = (): Environment => {
  if (existsSync('.env')) loadEnvFile('.env');
  return process.env;
};
