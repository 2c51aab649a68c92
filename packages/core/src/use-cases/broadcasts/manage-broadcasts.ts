import type { BroadcastId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { Audience } from '../../domain/broadcast/audience.ts';
import {
  broadcastEnded,
  checkTexts,
  wordsFor,
  type Broadcast,
  type BroadcastTexts,
} from '../../domain/broadcast/broadcast.ts';
import type {
  BroadcastChangeRefusal,
  BroadcastRefusal,
} from '../../domain/operator/support-refusals.ts';
import type { Locale } from '../../domain/user/user.ts';
import type { Broadcasts } from '../../ports/broadcasts.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { noteChange } from '../../steps/note-change.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'userDirectory' | 'clock' | 'ids'>;

export type BroadcastInput = {
  readonly texts: BroadcastTexts;
  readonly fallback: Locale;
  readonly audience: Audience;
};

export type BroadcastPlan = {
  /** How many would be told, in which words. */
  readonly people: readonly {
    readonly locale: Locale;
    readonly people: number;
    readonly sample: string;
  }[];
  readonly total: number;
};

/** Saying something to many people: looked at first, then said, and stopped where it was a mistake. */
export const manageBroadcasts = (ports: Needs) => ({
  /** What it would say, and to how many. Changes nothing. */
  plan: planBroadcast(ports),
  send: startBroadcast(ports),
  /** Whoever was not told yet is not. */
  stop: stopBroadcast(ports),
  /** Has one gone on with whose job was lost or given up. */
  resume: resumeBroadcast(ports),
  list: (page: Parameters<Broadcasts['list']>[0]): Promise<readonly Broadcast[]> =>
    ports.unitOfWork.read(({ broadcasts }) => broadcasts.list(page)),
  show: (id: BroadcastId): Promise<Broadcast | undefined> =>
    ports.unitOfWork.read(({ broadcasts }) => broadcasts.find(id)),
});

const planBroadcast =
  ({ userDirectory }: Needs) =>
  async ({
    texts,
    fallback,
    audience,
  }: BroadcastInput): Promise<Result<BroadcastPlan, BroadcastRefusal>> => {
    const checked = checkTexts(texts, fallback);
    if (!checked.ok) return checked;
    const counted = await userDirectory.countAudience(audience);
    const total = counted.reduce((sum, { people }) => sum + people, 0);
    if (total === 0) return refuse({ code: 'broadcast.nobody' });
    const people = counted.map((count) => ({
      ...count,
      sample: wordsFor({ texts: checked.value, fallback }, { ...count, firstName: 'Ada' }),
    }));
    return ok({ people, total });
  };

const startBroadcast =
  (ports: Needs) =>
  async ({
    by,
    ...input
  }: BroadcastInput & { readonly by: By }): Promise<Result<Broadcast, BroadcastRefusal>> => {
    const checked = checkTexts(input.texts, input.fallback);
    if (!checked.ok) return checked;
    const counted = await ports.userDirectory.countAudience(input.audience);
    const people = counted.reduce((sum, count) => sum + count.people, 0);
    if (people === 0) return refuse({ code: 'broadcast.nobody' });
    const broadcast: Broadcast = {
      ...input,
      texts: checked.value,
      id: ports.ids.next<BroadcastId>(),
      status: 'sending',
      people,
      told: 0,
      skipped: 0,
      failed: 0,
      step: 0,
      attempts: 0,
      createdAt: ports.clock.now(),
    };
    return ports.unitOfWork.run(async (tx) => {
      await tx.broadcasts.add(broadcast);
      await goOn(tx, broadcast);
      await note(tx, ports, { broadcast, by, verb: 'send' });
      return ok(broadcast);
    });
  };

type Wanted = { readonly broadcastId: BroadcastId; readonly by: By };
type Changed = Promise<Result<Broadcast, BroadcastChangeRefusal>>;

/** A step that somebody else takes in the same moment is waited for. */
const stopTries = 20;

const stopBroadcast =
  (ports: Needs) =>
  async ({ broadcastId, by }: Wanted): Changed => {
    for (let tries = 0; tries < stopTries; tries += 1) {
      const stopped = await ofSending(ports, broadcastId, async (tx, broadcast) => {
        const ended = broadcastEnded(broadcast, 'stopped', ports.clock.now());
        if (!(await tx.broadcasts.save(ended))) return undefined;
        await note(tx, ports, { broadcast: ended, by, verb: 'stop' });
        return ended;
      });
      if (stopped) return stopped;
    }
    throw new Error(`broadcast ${broadcastId} never stood still`);
  };

const resumeBroadcast =
  (ports: Needs) =>
  async ({ broadcastId, by }: Wanted): Changed => {
    const resumed = await ofSending(ports, broadcastId, async (tx, broadcast) => {
      await goOn(tx, broadcast);
      await note(tx, ports, { broadcast, by, verb: 'resume' });
      return broadcast;
    });
    return resumed ?? refuse({ code: 'broadcast.ended' });
  };

/** Undefined where the work answers so. */
const ofSending = (
  { unitOfWork }: Needs,
  id: BroadcastId,
  work: (tx: Transaction, broadcast: Broadcast) => Promise<Broadcast | undefined>,
): Promise<Result<Broadcast, BroadcastChangeRefusal> | undefined> =>
  unitOfWork.run(async (tx) => {
    const broadcast = await tx.broadcasts.find(id);
    if (!broadcast) return refuse({ code: 'broadcast.not-found' });
    if (broadcast.status !== 'sending') return refuse({ code: 'broadcast.ended' });
    const changed = await work(tx, broadcast);
    return changed && ok(changed);
  });

const goOn = ({ jobs }: Transaction, { id }: Broadcast): Promise<void> =>
  jobs.enqueue({ name: 'broadcast.send', data: { broadcastId: id } }, { key: id });

const note = (
  tx: Transaction,
  ports: Needs,
  {
    broadcast: { id, people, told },
    by,
    verb,
  }: { readonly broadcast: Broadcast; readonly by: By; readonly verb: 'send' | 'stop' | 'resume' },
): Promise<void> =>
  noteChange(tx, ports, {
    by,
    action: `broadcast.${verb}`,
    subject: `broadcast ${id}`,
    details: { people, told },
  });
