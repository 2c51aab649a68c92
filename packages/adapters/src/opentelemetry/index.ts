export { noTracing } from './tracing.ts';
export type { Span, StartTracingOptions, Tracing } from './tracing.ts';
export { startTracing } from './start-tracing.ts';
