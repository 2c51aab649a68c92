import type { Command } from 'commander';
import type { CreateProgramOptions } from './program-options.ts';

/** Adds what a group or a command of its own has to its name: subcommands, or options and an action. */
export type Fill = (command: Command, options: CreateProgramOptions) => void;
