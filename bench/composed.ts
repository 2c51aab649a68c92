import { openResources } from '@aisha/adapters/composition';
import { composeBot, type BotParts, type readBotSettings } from '@aisha/bot';
import { composeHttp, startHttp, type listen } from '@aisha/http';

/** What has to be closed when a measurement is over. */
export type Closers = (() => unknown)[];

/** Closes what the work opened, the last first. */
export const withClosers = async <T>(work: (closers: Closers) => Promise<T>): Promise<T> => {
  const closers: Closers = [];
  try {
    return await work(closers);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
};

/** The product's parts in this process, its HTTP server started. */
export const openComposed = async (
  settings: ReturnType<typeof readBotSettings>,
  listener: Awaited<ReturnType<typeof listen>>,
  closers: Closers,
): Promise<BotParts> => {
  const resources = await openResources({ settings });
  closers.push(() => resources.close());
  const http = startHttp(composeHttp(settings, resources), listener);
  closers.push(() => http.stop());
  const parts = composeBot(settings, resources);
  closers.push(() => parts.pacing.close());
  return parts;
};
