import { openResources } from '@aisha/adapters/composition';
import { pinoLogger } from '@aisha/adapters/pino';
import { composeBot, startBot } from '@aisha/bot';
import { composeHttp, listen, startHttp } from '@aisha/http';
import { chatPageFiles } from './chat-page/index.ts';
import { startSandboxes } from './sandboxes.ts';
import type { PlaygroundSettings } from './settings.ts';
import type { PageHandler } from './telegram-sandbox/index.ts';

export type Playground = {
  /** Where to look: the chat page, or the bot's health where a real Telegram is talked to. */
  readonly address: string;
  readonly botPort: number;
  readonly apiPort: number;
  /** Stops taking work, lets what is under way finish or be taken up again, closes everything. */
  stop(): Promise<void>;
};

/** The whole product in one process: sandboxes for want of accounts, the bot, its jobs, and the webhook server. */
export const startPlayground = async (read: PlaygroundSettings): Promise<Playground> => {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each();
  };
  try {
    const sandboxes = await startSandboxes(read);
    stops.push(() => sandboxes.stop());
    const listener = await listen(read, { logger: pinoLogger({ level: read.logLevel }) });
    const settings = withWebhook(sandboxes.settings, listener.port);
    const resources = await openResources({ settings, role: 'all' });
    stops.push(() => resources.close());
    const http = startHttp(composeHttp(settings, resources), listener);
    stops.push(() => http.stop());
    const fallback = sandboxes.page && pageOf(sandboxes.page);
    const bot = await startBot(composeBot(settings, resources), {
      port: read.botPort,
      role: 'all',
      webhookUrl: read.webhookUrl,
      ...(fallback ? { fallback } : {}),
    });
    stops.push(() => bot.stop());
    const root = `http://localhost:${bot.port}`;
    const address = fallback ? root : `${root}/health`;
    return { address, botPort: bot.port, apiPort: http.port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The fal sandbox lives on this machine and reaches our own port; the real fal only what was configured. */
const withWebhook = (settings: PlaygroundSettings, apiPort: number): PlaygroundSettings => {
  const { fal, tls } = settings;
  if (!fal.testMode) return settings;
  const webhookUrl = `http${tls ? 's' : ''}://127.0.0.1:${apiPort}/api/v1/avatar/status_update`;
  return { ...settings, fal: { ...fal, webhookUrl } };
};

const pageOf = (page: PageHandler) => {
  const files = chatPageFiles();
  return (...[request, response]: Parameters<PageHandler>): void => {
    if (!files(request, response)) page(request, response);
  };
};
