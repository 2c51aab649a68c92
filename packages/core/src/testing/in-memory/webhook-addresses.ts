import type { RunId } from '../../shared/ids.ts';
import type { WebhookAddresses } from '../../ports/webhook-addresses.ts';

/** `reachable: false` is a machine that no provider can call. */
export const fakeWebhookAddresses = ({ reachable = true } = {}): WebhookAddresses => ({
  issue: ({ runId, tryNumber }) =>
    reachable
      ? `https://aisha.fake.test/webhook?run=${runId}&try=${tryNumber}&proof=${proofOf(runId, tryNumber)}`
      : undefined,
  read: (query) => {
    const [, runId, tryText, proof] =
      /^\??run=([0-9a-f-]+)&try=(\d+)&proof=([0-9a-f-]+)$/u.exec(query) ?? [];
    const tryNumber = Number(tryText);
    if (!runId || proof !== proofOf(runId, tryNumber)) return undefined;
    return { runId: runId as RunId, tryNumber };
  },
});

/** Enough to tell a changed query apart; proves nothing against an adversary. */
const proofOf = (runId: string, tryNumber: number): string => {
  let sum = tryNumber;
  for (let at = 0; at < runId.length; at += 1) sum = (sum * 31 + runId.charCodeAt(at)) % 2 ** 32;
  return sum.toString(16);
};
