import { join, resolve } from 'node:path';
import { defaultPolicy, type Policy, type Prices } from '@aisha/core';
import { z } from 'zod';
import { falTrainers } from '../fal/trainers/trainers.ts';
import { sharedVariables } from './shared-variables.ts';

const { prices, photos } = defaultPolicy;

const sharedSchema = z.object(sharedVariables);
type Variables = z.infer<typeof sharedSchema>;

export type SharedSettings = {
  readonly dataDir: string;
  /** Undefined: the packs of styles that come with the product. */
  readonly stylesDir: string | undefined;
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Undefined: files below the data directory. */
  readonly objects: ObjectSettings | undefined;
  /** Where OpenTelemetry traces go; undefined: nowhere. */
  readonly tracesTo: string | undefined;
  readonly telegram: {
    readonly token: string | undefined;
    readonly apiRoot: string | undefined;
    /** Messages a second, over all and in one chat. */
    readonly pace: { readonly perSecond: number; readonly perChatSecond: number };
    /** Whom operators' alarms are sent to. */
    readonly adminIds: readonly number[];
  };
  readonly fal: FalSettings;
  readonly openai: OpenaiSettings;
  /** Where clients of the API may be told though the address is not public. */
  readonly hookOrigins: readonly string[];
  /** Where people read on, and whom they write to. */
  readonly about: About;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly policy: Policy;
};

/** What an operator says of themselves. Without an address the bot shows a text of its own. */
export type About = {
  readonly termsUrl: string | undefined;
  readonly privacyUrl: string | undefined;
  /** How to reach a human about money: an address, a @name or a sentence. */
  readonly paySupport: string | undefined;
};

type OpenaiSettings = {
  /** Undefined: nobody moderates, describes, translates or writes down. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly moderationModel: string;
  readonly transcriptionModel: string;
};

/** A server that speaks S3, and a bucket of ours there. */
export type ObjectSettings = {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly bucket: string;
  readonly region: string | undefined;
  /** Where others reach it; undefined: nobody is led there. */
  readonly publicEndpoint: string | undefined;
};

export type FalSettings = {
  readonly apiKey: string | undefined;
  readonly userId: string | undefined;
  readonly queueUrl: string | undefined;
  readonly restUrl: string | undefined;
  readonly jwksUrl: string | undefined;
  readonly webhookUrl: string | undefined;
  readonly fileOrigins: readonly string[];
  readonly adminKey: string | undefined;
  readonly platformUrl: string | undefined;
  readonly testMode: boolean;
  readonly sandboxTrainingMs: number;
};

export const toSharedSettings = (variables: Variables): SharedSettings => ({
  dataDir: resolve(variables.DATA_DIR ?? '.data'),
  stylesDir: variables.STYLES_DIR === undefined ? undefined : resolve(variables.STYLES_DIR),
  databaseUrl: variables.DATABASE_URL ?? databaseUrlOf(variables),
  redisUrl: variables.REDIS_URL,
  objects: objectsOf(variables),
  tracesTo: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
  telegram: {
    token: variables.TELEGRAM_BOT_TOKEN,
    apiRoot: variables.TELEGRAM_API_ROOT,
    pace: {
      perSecond: variables.TELEGRAM_MESSAGES_PER_SECOND,
      perChatSecond: variables.TELEGRAM_CHAT_MESSAGES_PER_SECOND,
    },
    adminIds: (variables.ADMIN_TELEGRAM_IDS ?? '').split(',').map(Number).filter(Boolean),
  },
  fal: {
    apiKey: variables.FAL_API_KEY ?? variables.FAL_KEY,
    userId: variables.FAL_USER_ID,
    queueUrl: variables.FAL_QUEUE_URL,
    restUrl: variables.FAL_REST_URL,
    jwksUrl: variables.FAL_JWKS_URL,
    webhookUrl: variables.FAL_WEBHOOK_URL,
    fileOrigins: listed(variables.FAL_FILE_ORIGINS),
    adminKey: variables.FAL_ADMIN_KEY,
    platformUrl: variables.FAL_PLATFORM_URL,
    testMode: variables.FAL_TRAINING_TEST_MODE,
    sandboxTrainingMs: variables.FAL_SANDBOX_TRAINING_MS,
  },
  openai: {
    apiKey: variables.OPENAI_API_KEY,
    baseUrl: variables.OPENAI_BASE_URL,
    model: variables.OPENAI_MODEL,
    moderationModel: variables.OPENAI_MODERATION_MODEL,
    transcriptionModel: variables.OPENAI_TRANSCRIPTION_MODEL,
  },
  hookOrigins: listed(variables.API_HOOK_ORIGINS),
  about: {
    termsUrl: variables.TERMS_URL,
    privacyUrl: variables.PRIVACY_URL,
    paySupport: variables.PAY_SUPPORT,
  },
  logLevel: variables.LOG_LEVEL ?? (variables.DEBUG ? 'debug' : 'info'),
  policy: policyOf(variables),
});

const listed = (text = ''): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Folders below the data directory: one name each, in one place. */
export const dataPaths = (dataDir: string) => ({
  postgres: join(dataDir, 'postgres'),
  files: join(dataDir, 'files'),
  falSandbox: join(dataDir, 'fal-sandbox'),
  sandboxes: join(dataDir, 'sandboxes'),
});

/** That all of them are there was looked at when they were read. */
const objectsOf = ({
  MINIO_ENDPOINT: endpoint,
  MINIO_ACCESS_KEY: accessKey,
  MINIO_SECRET_KEY: secretKey,
  MINIO_BUCKET: bucket,
  MINIO_REGION: region,
  MINIO_PUBLIC_ENDPOINT: publicEndpoint,
}: Variables): ObjectSettings | undefined =>
  endpoint && accessKey && secretKey
    ? { endpoint, accessKey, secretKey, bucket, region, publicEndpoint }
    : undefined;

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
  const scaled = (standard: Prices['training'][string], balanced: number) => {
    const scale = balanced / standard.balanced;
    return {
      fast: Math.max(1, Math.round(standard.fast * scale)),
      balanced,
      quality: Math.max(1, Math.round(standard.quality * scale)),
    };
  };
  const balanced = {
    portrait: variables.PRICE_TRAINING_PORTRAIT,
    artistic: variables.PRICE_TRAINING_ARTISTIC,
  };
  return {
    ...defaultPolicy,
    artisticTrainer: variables.ARTISTIC_RECIPE,
    previews: { count: variables.PREVIEW_PICTURES },
    photos: { ...photos, minCount: variables.MIN_PHOTOS, maxCount: variables.MAX_PHOTOS },
    prices: {
      welcomeGrant: variables.WELCOME_CREDITS,
      training: {
        ...prices.training,
        ...Object.fromEntries(
          falTrainers.map(({ name, kind, credits }) => [name, scaled(credits, balanced[kind])]),
        ),
      },
      image: {
        'flux-lora': variables.PRICE_IMAGE_PORTRAIT,
        'flux-lora-image': variables.PRICE_IMAGE_PORTRAIT,
        'flux-2-lora': variables.PRICE_IMAGE_ARTISTIC,
        'flux-pro-ultra-finetuned': variables.PRICE_IMAGE_ARTISTIC,
        'flux-pro-ultra': variables.PRICE_IMAGE_WITHOUT_AVATAR,
        'seedvr-upscaler': variables.PRICE_IMAGE_ENLARGED,
      },
    },
  };
};
