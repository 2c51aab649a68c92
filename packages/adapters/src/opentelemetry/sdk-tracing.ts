import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { isPortError } from '@aisha/core';
import { readTraceparent, writeTraceparent } from './traceparent.ts';
import type { Span, StartTracingOptions, Tracing } from './tracing.ts';

const patienceMs = 5_000;
const mostWaiting = 4_096;

/**
 * Sends spans with the official SDK, some at a time and beside the work. Nothing is registered for the
 * whole process: what a span belongs to is ours to keep.
 */
export const sdkTracing = ({
  endpoint,
  service,
  everyMs = 2_000,
}: StartTracingOptions): Tracing => {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/u, '')}/v1/traces`,
    timeoutMillis: patienceMs,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: mostWaiting,
        scheduledDelayMillis: everyMs,
        exportTimeoutMillis: patienceMs,
      }),
    ],
  });
  const tracer = provider.getTracer('aisha');
  const contexts = new AsyncLocalStorage<Context>();

  return {
    span: async ({ name, kind, attributes, parent }, work) => {
      const above = contextOf(parent) ?? contexts.getStore() ?? ROOT_CONTEXT;
      const options = { kind: kinds[kind], attributes: plainAttributes(attributes) };
      const span = tracer.startSpan(name, options, above);
      try {
        return await contexts.run(trace.setSpan(above, span), work);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', typeOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    traceparent: () => {
      const context = contexts.getStore();
      const span = context && trace.getSpanContext(context);
      return span && writeTraceparent(span);
    },
    close: () => provider.shutdown().catch(() => undefined),
  };
};

const kinds: Readonly<Record<Span['kind'], SpanKind>> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
};

const contextOf = (parent: string | undefined): Context | undefined => {
  const read = readTraceparent(parent);
  return read && trace.setSpanContext(ROOT_CONTEXT, read);
};

const plainAttributes = (attributes: Span['attributes'] = {}): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(attributes).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );

/** A message may say more of a person than a trace should know. */
const typeOf = (error: unknown): string => {
  if (isPortError(error)) return error.code;
  return error instanceof Error ? error.name : 'unknown';
};
