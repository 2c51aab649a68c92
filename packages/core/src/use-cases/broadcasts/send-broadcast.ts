import type { BroadcastId } from '../../shared/ids.ts';
import { isPortError, type PortError } from '../../shared/port-error.ts';
import {
  broadcastAfter,
  broadcastEnded,
  broadcastTo,
  broadcastUnsaid,
  mostAttempts,
  wordsFor,
  type Broadcast,
} from '../../domain/broadcast/broadcast.ts';
import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';
import { broadcastLater } from '../../steps/broadcast-later.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'userDirectory' | 'notifier' | 'clock' | 'logger'>;

/** One job tells so many, so that none runs for long. */
const batch = 25;
/** How long a channel that does not answer is left alone, where it does not say. */
const pauseMs = 60_000;

/**
 * Tells people one after the other, and writes down before each whose turn it is: whenever it is killed
 * it goes on from there, and tells nobody more than twice.
 */
export const sendBroadcast =
  (ports: Needs) =>
  async ({ broadcastId }: { broadcastId: BroadcastId }): Promise<void> => {
    const { unitOfWork } = ports;
    const found = await unitOfWork.read(({ broadcasts }) => broadcasts.find(broadcastId));
    if (found?.status !== 'sending') return;
    const people = await peopleOf(ports, found);
    let broadcast: Broadcast | undefined = found;
    for (const person of people) {
      broadcast = await tellOne(ports, broadcast, person);
      if (!broadcast) return;
    }
    if (people.length > 0) return broadcastLater(ports, broadcastId);
    await save(ports, broadcastEnded(broadcast, 'done', ports.clock.now()));
  };

/** Whose turn it was when somebody was killed comes first. */
const peopleOf = async (
  { unitOfWork, userDirectory }: Needs,
  { audience, at, attempts }: Broadcast,
): Promise<readonly Turn[]> => {
  const next = await userDirectory.listAudience(audience, { limit: batch, after: at });
  const turns = next.map((user) => ({ userId: user.id, user }));
  if (at === undefined || attempts === 0) return turns;
  const user = await unitOfWork.read(({ users }) => users.find(at));
  return [{ userId: at, user: user && isWilling(user) ? user : undefined }, ...turns];
};

type Turn = { readonly userId: User['id']; readonly user: User | undefined };

const isWilling = ({ blockedSince, unreachableSince }: User): boolean =>
  !blockedSince && !unreachableSince;

/** Undefined: somebody else goes on with it, or it is to go on later. */
const tellOne = async (
  ports: Needs,
  broadcast: Broadcast,
  { userId, user }: Turn,
): Promise<Broadcast | undefined> => {
  const isSaidTwice = broadcast.at === userId && broadcast.attempts >= mostAttempts;
  if (isSaidTwice) return save(ports, broadcastAfter(broadcast, 'failed'));
  const begun = await save(ports, broadcastTo(broadcast, userId));
  if (!begun) return undefined;
  if (!user) return save(ports, broadcastAfter(begun, 'skipped'));
  try {
    const text = wordsFor(begun, user);
    const news = { type: 'announcement', broadcastId: begun.id, text } as const;
    await ports.notifier.notify(user, news, { images: [] });
    return await save(ports, broadcastAfter(begun, 'told'));
  } catch (error) {
    if (!isPortError(error) || !error.code.startsWith('messenger.')) throw error;
    return notTold(ports, { before: broadcast, begun, user }, error);
  }
};

type InVain = { readonly before: Broadcast; readonly begun: Broadcast; readonly user: User };

const notTold = async (
  ports: Needs,
  { before, begun, user }: InVain,
  { code, retryable, retryAfterMs = pauseMs }: PortError,
): Promise<Broadcast | undefined> => {
  const { id: broadcastId } = begun;
  ports.logger.info({ broadcastId, userId: user.id, code }, 'somebody was not told');
  if (!retryable) {
    const isBlocked = code === 'messenger.blocked';
    if (isBlocked) await leaveAlone(ports, user);
    return save(ports, broadcastAfter(begun, isBlocked ? 'skipped' : 'failed'));
  }
  // Who is told to wait has not been heard; of a channel that broke off nobody knows.
  if (code === 'messenger.rate-limited') await save(ports, broadcastUnsaid(begun, before));
  await broadcastLater(ports, broadcastId, retryAfterMs);
  return undefined;
};

const leaveAlone = ({ unitOfWork, clock }: Needs, { id }: User): Promise<void> =>
  unitOfWork.run(async ({ users }) => {
    const current = await users.find(id);
    if (current) await users.save({ ...current, unreachableSince: clock.now() });
  });

const save = async ({ unitOfWork }: Needs, broadcast: Broadcast): Promise<Broadcast | undefined> =>
  (await unitOfWork.run(({ broadcasts }) => broadcasts.save(broadcast))) ? broadcast : undefined;
