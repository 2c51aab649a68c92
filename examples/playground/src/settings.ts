import {
  readVariables,
  sharedProblems,
  toSharedSettings,
  type Environment,
  type SharedSettings,
} from '@aisha/adapters/composition';
import { botVariables } from '@aisha/bot';
import { httpVariables, type HttpSettings } from '@aisha/http';

export type PlaygroundSettings = SharedSettings &
  Pick<HttpSettings, 'apiPort' | 'tls' | 'metricsToken' | 'requestsPerMinute'> & {
    readonly botPort: number;
    readonly webhookUrl: string | undefined;
    /** Which vendors are played by a sandbox, for want of an account. */
    readonly sandboxes: { readonly telegram: boolean; readonly openai: boolean };
  };

export const playgroundVariables = { ...botVariables, ...httpVariables } as const;

/** Nothing is required: what no account is given for is played by a sandbox. */
export const readPlaygroundSettings = (environment: Environment): PlaygroundSettings => {
  const variables = readVariables(playgroundVariables, environment, (read) => {
    const problems = sharedProblems(read);
    if (Boolean(read.TLS_CERT_FILE) !== Boolean(read.TLS_KEY_FILE)) {
      problems.push('TLS_CERT_FILE and TLS_KEY_FILE go together: one of them is missing');
    }
    return problems;
  });
  const logLevel = variables.LOG_LEVEL ?? (variables.DEBUG ? 'debug' : 'warn');
  const shared = toSharedSettings({ ...variables, LOG_LEVEL: logLevel });
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = variables;
  const testMode = shared.fal.testMode || shared.fal.apiKey === undefined;
  return {
    ...shared,
    fal: { ...shared.fal, testMode },
    botPort: variables.BOT_PORT,
    webhookUrl: variables.TELEGRAM_WEBHOOK_URL,
    apiPort: variables.API_PORT,
    tls: certFile && keyFile ? { certFile, keyFile } : undefined,
    metricsToken: variables.METRICS_TOKEN,
    requestsPerMinute: variables.API_REQUESTS_PER_MINUTE,
    sandboxes: {
      telegram: shared.telegram.token === undefined,
      openai: shared.openai.apiKey === undefined,
    },
  };
};
