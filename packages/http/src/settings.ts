import {
  httpProblems,
  httpVariables,
  readVariables,
  toSharedSettings,
  type Environment,
  type SharedSettings,
} from '@aisha/adapters/composition';

export { httpVariables } from '@aisha/adapters/composition';

export type HttpSettings = SharedSettings & {
  readonly apiPort: number;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly metricsToken: string | undefined;
  readonly requestsPerMinute: number;
};

/** Throws one error that names every problem. */
export const readHttpSettings = (environment: Environment): HttpSettings => {
  const variables = readVariables(httpVariables, environment, httpProblems);
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile } = variables;
  return {
    ...toSharedSettings(variables),
    apiPort: variables.API_PORT,
    tls: certFile && keyFile ? { certFile, keyFile } : undefined,
    metricsToken: variables.METRICS_TOKEN,
    requestsPerMinute: variables.API_REQUESTS_PER_MINUTE,
  };
};
