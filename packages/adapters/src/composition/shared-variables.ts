import { defaultPolicy } from '@aisha/core';
import { z } from 'zod';
import { falTrainers } from '../fal/trainers/trainers.ts';

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

const openaiModel = (standard: string) =>
  z
    .string()
    .regex(/^[\w.:-]{1,100}$/u, 'must be the name of a model')
    .default(standard);

const { prices, photos } = defaultPolicy;

/** Every variable that more than one app reads, with what it means. No secret has a default. */
export const sharedVariables = {
  DATA_DIR: z
    .string()
    .optional()
    .describe('Where the embedded database, files and sandboxes live. Default: .data'),
  STYLES_DIR: z
    .string()
    .optional()
    .describe(
      'A folder of your own packs of styles, in YAML. Default: those that come along. Further ones may lie in storage, below styles/packs/',
    ),
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
  MINIO_ENDPOINT: httpUrl
    .optional()
    .describe(
      'A server that speaks S3, as http://minio:9000: photos and pictures go there. Without it they are files below DATA_DIR, which all machines must share',
    ),
  MINIO_ACCESS_KEY: z.string().min(3).optional().describe('secret'),
  MINIO_SECRET_KEY: z.string().min(8).optional().describe('secret'),
  MINIO_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u, 'must be the name of a bucket')
    .default('aisha')
    .describe('For nothing else. It is made where it is missing'),
  MINIO_PUBLIC_ENDPOINT: httpUrl.optional().describe('Where services of other teams reach it'),
  MINIO_REGION: z.string().optional().describe('Default: us-east-1'),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{10,}$/u, 'must look like 123456:ABC…, as @BotFather gives it')
    .optional()
    .describe('secret; from @BotFather'),
  TELEGRAM_API_ROOT: httpUrl.optional().describe('Another server that speaks the Bot API'),
  TELEGRAM_MESSAGES_PER_SECOND: count(30, 100_000).describe(
    'What the bot says in all chats together. Telegram allows 30, and more for paid broadcasts',
  ),
  TELEGRAM_CHAT_MESSAGES_PER_SECOND: count(1, 100_000).describe(
    'What it says in one chat over time; short bursts may be more',
  ),
  ADMIN_TELEGRAM_IDS: z
    .string()
    .regex(/^\s*[1-9]\d{0,15}\s*(,\s*[1-9]\d{0,15}\s*)*$/u, 'must be numbers, separated by commas')
    .optional()
    .describe(
      'Who is told when an operator is needed: numeric Telegram ids of people who started the bot, separated by commas',
    ),
  TERMS_URL: httpUrl
    .optional()
    .describe('Your terms. Without them the bot shows a text of its own'),
  PRIVACY_URL: httpUrl
    .optional()
    .describe('Your privacy policy. Without it the bot shows a text of its own'),
  PAY_SUPPORT: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('How people reach a human about money: an e-mail address, a @name or a sentence'),
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
  FAL_ADMIN_KEY: z
    .string()
    .min(8, 'is too short for a fal key')
    .optional()
    .describe(
      'secret; a key of the scope ADMIN: with it fal is asked to delete what it keeps of a person who wants to be forgotten. Without it that expires by itself, within 30 days',
    ),
  FAL_PLATFORM_URL: httpUrl.optional().describe('Another server that deletes what fal keeps'),
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
  OPENAI_API_KEY: z
    .string()
    .min(8, 'is too short for an OpenAI key')
    .optional()
    .describe(
      'secret. Without it prompts and photos are judged by the local rules and fal alone, and nothing is described, translated or written down',
    ),
  OPENAI_BASE_URL: httpUrl.optional().describe('Another server that speaks the OpenAI protocol'),
  OPENAI_MODEL: openaiModel('gpt-4.1-mini').describe(
    'Describes photos and helps with prompts; it must see pictures and answer by a schema',
  ),
  OPENAI_MODERATION_MODEL: openaiModel('omni-moderation-latest'),
  OPENAI_TRANSCRIPTION_MODEL: openaiModel('gpt-4o-mini-transcribe').describe(
    'Writes down voice messages',
  ),
  ARTISTIC_RECIPE: z
    .enum(falTrainers.filter(({ kind }) => kind === 'artistic').map(({ name }) => name))
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
  PRICE_IMAGE_WITHOUT_AVATAR: credits(prices.image['flux-pro-ultra']),
  PRICE_IMAGE_ENLARGED: credits(prices.image['seedvr-upscaler']),
  PREVIEW_PICTURES: z.coerce
    .number()
    .int('must be whole')
    .min(0)
    .max(4)
    .default(defaultPolicy.previews.count)
    .describe('First pictures of each new version, which nobody pays you for: 0 to 4'),
  MIN_PHOTOS: count(photos.minCount, 100),
  MAX_PHOTOS: count(photos.maxCount, 100),
  API_HOOK_ORIGINS: z
    .string()
    .optional()
    .describe(
      'Origins that clients of the API may be told at though they are not public, such as http://10.0.0.7:3000, separated by commas',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl
    .optional()
    .describe('Where OpenTelemetry traces go, by OTLP over HTTP. Without it there are none'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .optional()
    .describe('Default: info, or debug with DEBUG=true'),
  DEBUG: flag,
} as const;
