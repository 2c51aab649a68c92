import type { Context } from 'koa';

export type ScrapeMetrics = () => Promise<{ readonly contentType: string; readonly body: string }>;

/** `GET /metrics`: counts, and nothing of anybody. Whoever may read it is decided by its route. */
export const metrics =
  (scrape: ScrapeMetrics) =>
  async (context: Context): Promise<void> => {
    const { contentType, body } = await scrape();
    context.set('cache-control', 'no-store');
    context.set('content-type', contentType);
    context.body = body;
  };
