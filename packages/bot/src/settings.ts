import {
  httpUrl,
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

/** What the bot answers there itself; the chat page lies at the root. */
const takenPaths = new Set(['/', '/health', '/live', '/metrics']);
const hasPathOfItsOwn = (url: string): boolean =>
  !URL.canParse(url) || !takenPaths.has(new URL(url).pathname);
const telegramPorts = new Set(['', '80', '88', '443', '8443']);

export const botVariables = {
  ...sharedVariables,
  BOT_PORT: port(8000).describe(
    'Health of the bot app, and Telegram with TELEGRAM_WEBHOOK_URL. 0 takes a free port',
  ),
  TELEGRAM_WEBHOOK_URL: httpUrl
    .refine(hasPathOfItsOwn, 'needs a path of its own, as /telegram')
    .optional()
    .describe(
      'Where Telegram reaches the bot app, as https://<your host>/telegram: it pushes then, to any number of replicas. Without it one of them polls',
    ),
  ROLE: z
    .enum(roles)
    .default('all')
    .describe('bot: talks to people; worker: runs jobs; all: both in one process'),
} as const;

export type BotSettings = SharedSettings & {
  readonly botPort: number;
  /** Undefined: updates are polled for. */
  readonly webhookUrl: string | undefined;
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
    return [...problems, ...webhookProblems(read)];
  });
  return {
    ...toSharedSettings(variables),
    botPort: variables.BOT_PORT,
    webhookUrl: variables.TELEGRAM_WEBHOOK_URL,
    role: variables.ROLE,
  };
};

type Webhook = {
  readonly TELEGRAM_WEBHOOK_URL?: string | undefined;
  readonly TELEGRAM_API_ROOT?: string | undefined;
};

/** What Telegram's own servers ask of an address; a Bot API server of one's own pushes to any. */
const webhookProblems = ({ TELEGRAM_WEBHOOK_URL: url, TELEGRAM_API_ROOT: root }: Webhook) => {
  if (!url || root || !URL.canParse(url)) return [];
  const { protocol, port: at } = new URL(url);
  const problems: string[] = [];
  if (protocol !== 'https:') problems.push('TELEGRAM_WEBHOOK_URL must be https');
  if (!telegramPorts.has(at)) {
    problems.push('TELEGRAM_WEBHOOK_URL must be at port 443, 80, 88 or 8443');
  }
  return problems;
};
