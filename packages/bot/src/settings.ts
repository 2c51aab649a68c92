import {
  port,
  readVariables,
  sharedProblems,
  sharedVariables,
  toSharedSettings,
  type Environment,
  type SharedSettings,
} from '@aisha/adapters/composition';
import { z } from 'zod';

const roles = ['bot', 'worker', 'all'] as const;

export const botVariables = {
  ...sharedVariables,
  BOT_PORT: port(8000).describe('Health of the bot app. 0 takes a free port'),
  ROLE: z
    .enum(roles)
    .default('all')
    .describe('bot: talks to people; worker: runs jobs; all: both in one process'),
} as const;

export type BotSettings = SharedSettings & {
  readonly botPort: number;
  readonly role: (typeof roles)[number];
};

/** Throws one error that names every problem. */
export const readBotSettings = (environment: Environment): BotSettings => {
  const variables = readVariables(botVariables, environment, (read) => {
    const problems = sharedProblems(read);
    if (!read.TELEGRAM_BOT_TOKEN) problems.push('TELEGRAM_BOT_TOKEN is missing');
    if (!read.FAL_API_KEY && !read.FAL_KEY && !read.FAL_TRAINING_TEST_MODE) {
      problems.push('FAL_API_KEY is missing (or set FAL_TRAINING_TEST_MODE=true)');
    }
    return problems;
  });
  return {
    ...toSharedSettings(variables),
    botPort: variables.BOT_PORT,
    role: variables.ROLE,
  };
};
