import type { SafetyDecisionId } from '../shared/ids.ts';
import { isPortError, PortError } from '../shared/port-error.ts';
import type { Photo, PhotoRefusalCode } from '../domain/photo/photo.ts';
import type { SafetyDecision } from '../domain/safety/safety.ts';
import type { Moderation } from '../ports/moderator.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'moderator' | 'clock' | 'logger'>;

/** How long a photo waits for somebody to judge it, and how often it asks. */
const patienceMs = 3 * 60_000;
const retryAfterMs = 45_000;

/**
 * Why a photo must not be kept, if so. While nobody judges it is not kept either: the error lets the
 * job be run again, until the photo has waited long enough and is to be sent anew.
 */
export const moderatePhoto = async (
  ports: Needs,
  photo: Photo,
  picture: Uint8Array,
): Promise<PhotoRefusalCode | undefined> => {
  const moderation = await judge(ports, photo, picture);
  if (moderation === 'unjudged') {
    await note(ports, photo, { judge: 'nobody', reason: 'no answer in time' });
    return 'photo.unjudged';
  }
  if (moderation.decision !== 'refused') return undefined;
  const { categories, reason } = moderation;
  await note(ports, photo, { judge: 'moderator', category: categories[0], reason });
  return 'photo.not-allowed';
};

const judge = async (
  { moderator, clock, logger }: Needs,
  { id, receivedAt }: Photo,
  picture: Uint8Array,
): Promise<Moderation | 'unjudged'> => {
  try {
    return await moderator.judge({ picture });
  } catch (error) {
    if (!isPortError(error)) throw error;
    logger.warn({ photoId: id, code: error.code }, 'nobody judges a photo');
    const waitedMs = clock.now().getTime() - receivedAt.getTime();
    if (error.retryable && waitedMs < patienceMs) {
      throw new PortError(error.code, 'judge a photo', { retryable: true, retryAfterMs });
    }
    return 'unjudged';
  }
};

/** A photo is decided about once, however often its job runs. */
const note = (
  { unitOfWork, clock }: Needs,
  { id, userId }: Photo,
  why: Pick<SafetyDecision, 'judge' | 'category' | 'reason'>,
): Promise<void> =>
  unitOfWork.run(({ decisions }) =>
    decisions.add({
      id: id as string as SafetyDecisionId,
      userId,
      subject: { type: 'photo', id },
      decidedAt: clock.now(),
      ...why,
    }),
  );
