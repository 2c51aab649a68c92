import type { StartTracingOptions, Tracing } from './tracing.ts';

/** Loads the SDK: whoever does not trace pays nothing for it. */
export const startTracing = async (options: StartTracingOptions): Promise<Tracing> => {
  const { sdkTracing } = await import('./sdk-tracing.ts');
  return sdkTracing(options);
};
