import type { AvatarId, UserId } from '../../shared/ids.ts';
import { summarizeIntake } from '../../domain/photo/intake.ts';
import type { Ports } from '../../ports/ports.ts';
import { photosSent } from '../../steps/photos-sent.ts';
import { tell } from '../../steps/tell.ts';

/** Tells in one message how all photos of an avatar stand. */
export const reportPhotos =
  (ports: Pick<Ports, 'unitOfWork' | 'notifier' | 'policy' | 'clock' | 'ids' | 'logger'>) =>
  async ({ avatarId, userId }: { avatarId: AvatarId; userId: UserId }): Promise<void> => {
    const { unitOfWork, policy, clock } = ports;
    const asOf = clock.now().getTime();
    const sent = await unitOfWork.read(async (reads) => {
      const avatar = await reads.avatars.find(avatarId, userId);
      if (!avatar || avatar.status === 'training') return undefined;
      return photosSent(reads, { policy }, avatar);
    });
    const newest = sent?.at(-1)?.deliveryKey;
    if (!sent || newest === undefined) return;
    const summary = summarizeIntake(sent, policy.photos);
    await tell(ports, userId, { type: 'photos.judged', avatarId, summary, newest, asOf });
  };
