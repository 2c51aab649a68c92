export type Span = {
  readonly name: string;
  /** What it is seen from outside: an answer to somebody, a question to somebody, or work from a queue. */
  readonly kind: 'server' | 'client' | 'consumer';
  /** Ids and names; never a secret, a prompt or a photo. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** A `traceparent` that somebody else began, as W3C writes it. Anything else is ignored. */
  readonly parent?: string | undefined;
};

/** Where time goes, across processes. Nothing that happens to a trace happens to the work. */
export type Tracing = {
  /** Runs work as a span: below `parent`, else below the one it is called in, else as a trace of its own. */
  readonly span: <T>(span: Span, work: () => Promise<T>) => Promise<T>;
  /** The span that the caller is in, for whoever goes on elsewhere. */
  readonly traceparent: () => string | undefined;
  /** Sends what waits, for some seconds at most. */
  readonly close: () => Promise<void>;
};

export type StartTracingOptions = {
  /** Where OTLP over HTTP is spoken, without `/v1/traces`. Headers of its own are read from `OTEL_EXPORTER_OTLP_HEADERS`. */
  readonly endpoint: string;
  /** What this process is called. */
  readonly service: string;
  /** What waits is sent so often, in milliseconds. */
  readonly everyMs?: number;
};

/** For everybody who does not ask for traces. */
export const noTracing: Tracing = {
  span: (_, work) => work(),
  traceparent: () => undefined,
  close: async () => undefined,
};
