import { z } from 'zod';
import { sharedProblems } from './read-variables.ts';
import { httpUrl, port, sharedVariables } from './shared-variables.ts';

/** What the bot answers there itself; the chat page lies at the root. */
const takenPaths = new Set(['/', '/health', '/live', '/metrics']);
const hasPathOfItsOwn = (url: string): boolean =>
  !URL.canParse(url) || !takenPaths.has(new URL(url).pathname);
const telegramPorts = new Set(['', '80', '88', '443', '8443']);

/** What the bot app reads, whichever of its roles it has. */
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
    .enum(['bot', 'worker', 'all'], { error: 'must be one of bot, worker, all' })
    .default('all')
    .describe('bot: talks to people; worker: runs jobs; all: both in one process'),
} as const;

/** What the http app reads. */
export const httpVariables = {
  ...sharedVariables,
  API_PORT: port(8443).describe('Webhooks of fal arrive here. 0 takes a free port'),
  TLS_CERT_FILE: z.string().optional().describe('With TLS_KEY_FILE: speak HTTPS'),
  TLS_KEY_FILE: z
    .string()
    .optional()
    .describe('Both files are read again every 10 s: a renewed certificate needs no restart'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'is too short for a token')
    .max(500)
    .optional()
    .describe(
      'secret; whoever reads /metrics and /api/v1/webhook/status sends it as a Bearer token. Without it they are open to all who reach the port',
    ),
  API_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int('must be whole')
    .min(1)
    .max(1_000_000)
    .default(600)
    .describe('What one key of the API may ask'),
} as const;

type Read<Variables extends z.ZodRawShape> = z.infer<z.ZodObject<Variables>>;

/** Everything that no single variable of the bot app can know of itself. */
export const botProblems = (read: Read<typeof botVariables>): string[] => [
  ...sharedProblems(read),
  ...(read.TELEGRAM_BOT_TOKEN ? [] : ['TELEGRAM_BOT_TOKEN is missing']),
  ...providerProblems(read),
  ...webhookProblems(read),
];

/** Everything that no single variable of the http app can know of itself. */
export const httpProblems = (read: Read<typeof httpVariables>): string[] => [
  ...sharedProblems(read),
  ...providerProblems(read),
  ...(Boolean(read.TLS_CERT_FILE) === Boolean(read.TLS_KEY_FILE)
    ? []
    : ['TLS_CERT_FILE and TLS_KEY_FILE go together: one of them is missing']),
];

const providerProblems = (read: Read<typeof sharedVariables>): string[] =>
  read.FAL_API_KEY || read.FAL_KEY || read.FAL_TRAINING_TEST_MODE
    ? []
    : ['FAL_API_KEY is missing (or set FAL_TRAINING_TEST_MODE=true)'];

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
