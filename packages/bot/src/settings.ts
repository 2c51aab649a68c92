import {
  botProblems,
  botVariables,
  readVariables,
  toSharedSettings,
  type Environment,
  type SharedSettings,
} from '@aisha/adapters/composition';

export { botVariables } from '@aisha/adapters/composition';

export type BotSettings = SharedSettings & {
  readonly botPort: number;
  /** Undefined: updates are polled for. */
  readonly webhookUrl: string | undefined;
  readonly role: 'bot' | 'worker' | 'all';
};

/** Throws one error that names every problem. */
export const readBotSettings = (environment: Environment): BotSettings => {
  const variables = readVariables(botVariables, environment, botProblems);
  return {
    ...toSharedSettings(variables),
    botPort: variables.BOT_PORT,
    webhookUrl: variables.TELEGRAM_WEBHOOK_URL,
    role: variables.ROLE,
  };
};
