import {
  portErrorCodes,
  type Logger,
  type PortErrorCode,
  type ReceiveWebhookRefusal,
} from '@aisha/core';
import type { BodyRefusal } from '@aisha/adapters/request-body';

/** What can become of a webhook; everything else but the first two is also logged. */
export type WebhookVerdict =
  | 'accepted'
  | 'duplicate'
  | ReceiveWebhookRefusal['code']
  | `body.${BodyRefusal}`
  /** It could not be kept or judged just now, and the sender is to come again. */
  | PortErrorCode;

export type WebhookWatch = {
  note(verdict: WebhookVerdict, facts?: { readonly clockAheadBySeconds?: number }): void;
  /** When it began to count. */
  readonly since: Date;
  /** When something arrived last, whatever became of it. */
  lastReceivedAt(): Date | undefined;
  /** Since then. */
  counts(): Readonly<Partial<Record<WebhookVerdict, number>>>;
};

const minute = 60_000;
/** So many true messages that are refused for their time alone, with none accepted between them. */
const staleInARow = 3;
const betweenWarningsMs = 60 * minute;

/**
 * Counts what becomes of webhooks. Refusals are told in one line a minute, however many there are:
 * whoever floods us must not fill our disk.
 */
export const watchWebhooks = ({
  logger,
  everyMs = minute,
  count = () => undefined,
}: {
  readonly logger: Logger;
  readonly everyMs?: number;
  /**
   * Hears of every verdict, and at the start of those that an alert waits for, none times: a rate knows
   * nothing of the first one in a series that begins with it.
   */
  readonly count?: (verdict: WebhookVerdict, times: number) => void;
}): WebhookWatch => {
  const counts: Partial<Record<WebhookVerdict, number>> = {};
  const refused = gathered(everyMs, (refusals) =>
    logger.warn({ refusals }, 'webhooks were refused'),
  );
  const failed = gathered(everyMs, (failures) =>
    logger.error({ failures }, 'webhooks could not be kept; they will come again'),
  );
  const clock = watchClock(logger);
  let lastReceivedAt: Date | undefined;
  for (const verdict of alarming) count(verdict, 0);
  return {
    since: new Date(),
    lastReceivedAt: () => lastReceivedAt,
    note: (verdict, { clockAheadBySeconds } = {}) => {
      lastReceivedAt = new Date();
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      count(verdict, 1);
      if (verdict === 'accepted' || verdict === 'duplicate') clock.isRight();
      else if (isFailure(verdict)) failed(verdict);
      else refused(verdict);
      if (clockAheadBySeconds !== undefined) clock.isOffBy(clockAheadBySeconds);
    },
    counts: () => ({ ...counts }),
  };
};

const failures: ReadonlySet<string> = new Set(portErrorCodes);
/** As `AishaWebhooksNotKept` names them. */
const alarming: readonly WebhookVerdict[] = [
  ...portErrorCodes.filter((code) => code.startsWith('database.')),
  'body.too-many',
];
const isFailure = (verdict: WebhookVerdict): verdict is PortErrorCode => failures.has(verdict);

type Tally = Readonly<Record<string, number>>;

/** The first is told at once, what comes within the next minute at its end, in one line. */
const gathered = (everyMs: number, tell: (tally: Tally) => void): ((name: string) => void) => {
  let tally: Record<string, number> = {};
  let quiet = true;
  const tellAll = (): void => {
    quiet = Object.keys(tally).length === 0;
    if (quiet) return;
    tell(tally);
    tally = {};
    setTimeout(tellAll, everyMs).unref();
  };
  return (name) => {
    tally[name] = (tally[name] ?? 0) + 1;
    if (quiet) tellAll();
  };
};

/** Refused as stale by a right clock are the late and the replayed; by a wrong one, all. */
const watchClock = (logger: Logger) => {
  let offsets: number[] = [];
  let warnedAt = Number.NEGATIVE_INFINITY;
  return {
    isRight: (): void => {
      if (offsets.length > 0) offsets = [];
    },
    isOffBy: (seconds: number): void => {
      offsets = [...offsets.slice(1 - staleInARow), seconds];
      if (offsets.length < staleInARow) return;
      if (performance.now() - warnedAt < betweenWarningsMs) return;
      warnedAt = performance.now();
      logger.error(
        { clockAheadBySeconds: offsets },
        'true webhooks are refused for their time: set the clock of this machine',
      );
    },
  };
};
