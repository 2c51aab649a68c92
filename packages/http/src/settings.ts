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

export type HttpSettings = SharedSettings & {
  readonly apiPort: number;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly metricsToken: string | undefined;
  readonly requestsPerMinute: number;
};

/** Throws one error that names every problem. */
export const readHttpSettings = (environment: Environment): HttpSettings => {
  const variables = readVariables(httpVariables, environment, (read) => {
    const problems = sharedProblems(read);
    if (!read.FAL_API_KEY && !read.FAL_KEY && !read.FAL_TRAINING_TEST_MODE) {
      problems.push('FAL_API_KEY is missing (or set FAL_TRAINING_TEST_MODE=true)');
    }
    if (Boolean(read.TLS_CERT_FILE) !== Boolean(read.TLS_KEY_FILE)) {
      problems.push('TLS_CERT_FILE and TLS_KEY_FILE go together: one of them is missing');
    }
    return problems;
  });
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = variables;
  return {
    ...toSharedSettings(variables),
    apiPort: variables.API_PORT,
    tls: certFile && keyFile ? { certFile, keyFile } : undefined,
    metricsToken: variables.METRICS_TOKEN,
    requestsPerMinute: variables.API_REQUESTS_PER_MINUTE,
  };
};
