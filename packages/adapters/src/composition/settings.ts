import { join, resolve } from 'node:path';
import { defaultPolicy, type Policy } from '@aisha/core';
import { z } from 'zod';

export const httpUrl = z.url({ protocol: /^https?$/u, error: 'must be an http(s) address' });

export const port = (standard: number) =>
  z.coerce
    .number({ error: 'must be a port' })
    .int('must be a port')
    .min(0, 'must be a port from 0 (a free one) to 65535')
    .max(65_535, 'must be a port from 0 (a free one) to 65535')
    .default(standard);

export const flag = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
  .transform((value) => value === 'true' || value === '1')
  .default(false);

const credits = (standard: number) =>
  z.coerce
    .number({ error: 'must be whole credits' })
    .int('must be whole credits')
    .min(1, 'must be at least 1')
    .max(1_000_000, 'must be at most 1000000')
    .default(standard);

const count = (standard: number, most: number) =>
  z.coerce.number().int('must be whole').min(1).max(most).default(standard);

const { prices, photos } = defaultPolicy;

/** Every variable that more than one app reads, with what it means. No secret has a default. */
export const sharedVariables = {
  DATA_DIR: z
    .string()
    .optional()
    .describe('Where the embedded database, files and sandboxes live. Default: .data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/u, error: 'must be a postgresql:// address' })
    .optional()
    .describe('PostgreSQL 15 or newer. Without it and DATABASE_HOST an embedded one is started.'),
  DATABASE_HOST: z.string().optional().describe('Instead of DATABASE_URL'),
  DATABASE_PORT: z.coerce.number().int().min(1).max(65_535).optional().describe('Default: 5432'),
  DATABASE_NAME: z.string().optional(),
  DATABASE_USER: z.string().optional(),
  DATABASE_PASSWORD: z.string().optional().describe('secret'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/u, error: 'must be a redis:// address' })
    .optional()
    .describe(
      'Shared rate limits and cache of several processes. Optional: everything works without.',
    ),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{10,}$/u, 'must look like 123456:ABC…, as @BotFather gives it')
    .optional()
    .describe('secret; from @BotFather'),
  TELEGRAM_API_ROOT: httpUrl.optional().describe('Another server that speaks the Bot API'),
  FAL_API_KEY: z.string().min(8, 'is too short for a fal key').optional().describe('secret'),
  FAL_KEY: z
    .string()
    .min(8, 'is too short for a fal key')
    .optional()
    .describe('secret; another name of FAL_API_KEY'),
  FAL_WEBHOOK_URL: httpUrl
    .optional()
    .describe(
      'Where fal reaches the http app: https://<your host>:8443/api/v1/avatar/status_update. Without it results are polled for.',
    ),
  FAL_USER_ID: z
    .string()
    .optional()
    .describe('Your user id at fal: webhooks of anybody else are refused'),
  FAL_QUEUE_URL: httpUrl.optional().describe('Another server that speaks the queue protocol'),
  FAL_REST_URL: httpUrl.optional().describe('Another server for uploads'),
  FAL_JWKS_URL: httpUrl.optional().describe('Another address of the webhook keys'),
  FAL_FILE_ORIGINS: z
    .string()
    .optional()
    .describe('Further origins that results may be fetched from, separated by commas'),
  FAL_TRAINING_TEST_MODE: flag.describe(
    'true: trainings and pictures go to a local sandbox and cost nothing',
  ),
  FAL_SANDBOX_TRAINING_MS: z.coerce
    .number()
    .int('must be whole milliseconds')
    .min(0)
    .max(3_600_000)
    .default(20_000)
    .describe('How long a training takes in the sandbox'),
  OPENAI_API_KEY: z.string().min(8, 'is too short for an OpenAI key').optional().describe('secret'),
  OPENAI_BASE_URL: httpUrl.optional().describe('Another server that speaks the OpenAI protocol'),
  ARTISTIC_RECIPE: z
    .enum(['flux-2-lora', 'flux-pro-finetune'])
    .default(defaultPolicy.artisticTrainer)
    .describe(
      'How artistic avatars are trained; flux-pro-finetune is closed for new trainings at fal',
    ),
  WELCOME_CREDITS: credits(prices.welcomeGrant).describe('Given once to everybody who joins'),
  PRICE_TRAINING_PORTRAIT: credits(prices.training['portrait-lora'].balanced).describe(
    'Credits of a balanced portrait training; fast and quality follow in proportion',
  ),
  PRICE_TRAINING_ARTISTIC: credits(prices.training['flux-2-lora'].balanced).describe(
    'Credits of a balanced artistic training; fast and quality follow in proportion',
  ),
  PRICE_IMAGE_PORTRAIT: credits(prices.image['flux-lora']),
  PRICE_IMAGE_ARTISTIC: credits(prices.image['flux-2-lora']),
  MIN_PHOTOS: count(photos.minCount, 100),
  MAX_PHOTOS: count(photos.maxCount, 100),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .optional()
    .describe('Default: info, or debug with DEBUG=true'),
  DEBUG: flag,
} as const;

const sharedSchema = z.object(sharedVariables);
type Variables = z.infer<typeof sharedSchema>;

export type SharedSettings = {
  readonly dataDir: string;
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly telegram: { readonly token: string | undefined; readonly apiRoot: string | undefined };
  readonly fal: FalSettings;
  readonly openai: { readonly apiKey: string | undefined; readonly baseUrl: string | undefined };
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly policy: Policy;
};

export type FalSettings = {
  readonly apiKey: string | undefined;
  readonly userId: string | undefined;
  readonly queueUrl: string | undefined;
  readonly restUrl: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly webhookUrl: string | undefined;
  readonly fileOrigins: readonly string[];
  readonly testMode: boolean;
  readonly sandboxTrainingMs: number;
};

export const toSharedSettings = (variables: Variables): SharedSettings => ({
  dataDir: resolve(variables.DATA_DIR ?? '.data'),
  databaseUrl: variables.DATABASE_URL ?? databaseUrlOf(variables),
  redisUrl: variables.REDIS_URL,
  telegram: { token: variables.TELEGRAM_BOT_TOKEN, apiRoot: variables.TELEGRAM_API_ROOT },
  fal: {
    apiKey: variables.FAL_API_KEY ?? variables.FAL_KEY,
    userId: variables.FAL_USER_ID,
    queueUrl: variables.FAL_QUEUE_URL,
    restUrl: variables.FAL_REST_URL,
    jwksUrl: variables.FAL_JWKS_URL,
    webhookUrl: variables.FAL_WEBHOOK_URL,
    fileOrigins: (variables.FAL_FILE_ORIGINS ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
    testMode: variables.FAL_TRAINING_TEST_MODE,
    sandboxTrainingMs: variables.FAL_SANDBOX_TRAINING_MS,
  },
  openai: { apiKey: variables.OPENAI_API_KEY, baseUrl: variables.OPENAI_BASE_URL },
  logLevel: variables.LOG_LEVEL ?? (variables.DEBUG ? 'debug' : 'info'),
  policy: policyOf(variables),
});

/** Folders below the data directory: one name each, in one place. */
export const dataPaths = (dataDir: string) => ({
  postgres: join(dataDir, 'postgres'),
  files: join(dataDir, 'files'),
  falSandbox: join(dataDir, 'fal-sandbox'),
  sandboxes: join(dataDir, 'sandboxes'),
});

const databaseUrlOf = (variables: Variables): string | undefined => {
  if (!variables.DATABASE_HOST) return undefined;
  const url = new URL('postgresql://localhost');
  url.hostname = variables.DATABASE_HOST;
  url.port = String(variables.DATABASE_PORT ?? 5432);
  url.username = encodeURIComponent(variables.DATABASE_USER ?? 'aisha');
  url.password = encodeURIComponent(variables.DATABASE_PASSWORD ?? '');
  url.pathname = `/${encodeURIComponent(variables.DATABASE_NAME ?? 'aisha')}`;
  return url.href;
};

const policyOf = (variables: Variables): Policy => {
  const scaled = (trainer: keyof typeof prices.training, balanced: number) => {
    const standard = prices.training[trainer];
    const scale = balanced / standard.balanced;
    return {
      fast: Math.max(1, Math.round(standard.fast * scale)),
      balanced,
      quality: Math.max(1, Math.round(standard.quality * scale)),
    };
  };
  return {
    ...defaultPolicy,
    artisticTrainer: variables.ARTISTIC_RECIPE,
    photos: { ...photos, minCount: variables.MIN_PHOTOS, maxCount: variables.MAX_PHOTOS },
    prices: {
      welcomeGrant: variables.WELCOME_CREDITS,
      training: {
        'portrait-lora': scaled('portrait-lora', variables.PRICE_TRAINING_PORTRAIT),
        'flux-2-lora': scaled('flux-2-lora', variables.PRICE_TRAINING_ARTISTIC),
        'flux-pro-finetune': scaled('flux-pro-finetune', variables.PRICE_TRAINING_ARTISTIC),
      },
      image: {
        'flux-lora': variables.PRICE_IMAGE_PORTRAIT,
        'flux-2-lora': variables.PRICE_IMAGE_ARTISTIC,
        'flux-pro-ultra-finetuned': variables.PRICE_IMAGE_ARTISTIC,
      },
    },
  };
};
