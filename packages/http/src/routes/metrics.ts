import type { Context } from 'koa';

export type ScrapeMetrics = () => Promise<{ readonly contentType: string; readonly body: string }>;

/** `GET /metrics`: open to all who reach the port; it holds counts, and nothing of anybody. */
export const metrics =
  (scrape: ScrapeMetrics) =>
  async (context: Context): Promise<void> => {
    const { contentType, body } = await scrape();
    context.set('cache-control', 'no-store');
    context.set('content-type', contentType);
    context.body = body;
  };
