import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalNetwork } from './local-network.ts';
import type { SandboxLog, SandboxTimings } from './options.ts';
import type { Run } from './run-record.ts';
import type { RunStore } from './run-store.ts';
import type { WebhookSigner } from './signing.ts';
import { afterAttempt, webhookBody, type Webhook } from './webhook-progress.ts';

export interface Webhooks {
  /** Delivers until it is acknowledged, refused or given up. Never throws. */
  readonly deliver: (requestId: string) => void;
  /** Ends the attempts under way; what is pending stays on disk. */
  readonly stop: () => Promise<void>;
}

interface Dependencies {
  readonly runs: RunStore;
  readonly signer: WebhookSigner;
  readonly network: LocalNetwork;
  readonly timings: SandboxTimings;
  readonly log: SandboxLog;
}

/** Posts once; the status, or undefined when there was no answer. */
const createAttempt =
  ({ signer, network, timings }: Dependencies, signal: AbortSignal) =>
  async (run: Run, { url, attempts }: Webhook): Promise<number | undefined> => {
    const body = Buffer.from(JSON.stringify(webhookBody(run)));
    const signature = await signer.headersFor(run.requestId, body);
    const answer = await network
      .send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signature },
        body,
        timeoutMs: attempts === 0 ? timings.webhookFirstTimeoutMs : timings.webhookLaterTimeoutMs,
        maxBytes: 64 * 1024,
        signal,
      })
      .catch(() => undefined);
    return answer?.status;
  };

export const createWebhooks = (dependencies: Dependencies): Webhooks => {
  const { runs, timings, log } = dependencies;
  const stopping = new AbortController();
  const delivering = new Set<Promise<void>>();
  const attempt = createAttempt(dependencies, stopping.signal);

  const deliverAll = async (requestId: string): Promise<void> => {
    for (;;) {
      const run = runs.find(requestId);
      if (run?.webhook?.state !== 'pending') return;
      const waitMs = Math.max(0, run.webhook.nextAttemptAt - Date.now());
      await sleep(waitMs, undefined, { signal: stopping.signal });
      const status = await attempt(run, run.webhook);
      if (stopping.signal.aborted) return;
      const webhook = afterAttempt(run.webhook, status, timings);
      await runs.save({ ...run, webhook });
      log('webhook.attempted', { requestId, status, state: webhook.state });
    }
  };

  return {
    deliver: (requestId) => {
      const delivery = deliverAll(requestId)
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) log('webhook.failed', { requestId, error: String(error) });
        })
        .finally(() => delivering.delete(delivery));
      delivering.add(delivery);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(delivering);
    },
  };
};
