import type { AvatarId, UserId } from '../../shared/ids.ts';
import { summarizeIntake } from '../../domain/photo/intake.ts';
import type { Ports } from '../../ports/ports.ts';
import { tell } from '../../steps/tell.ts';

/** Tells in one message how all photos of an avatar stand. */
export const reportPhotos =
  (ports: Pick<Ports, 'unitOfWork' | 'notifier' | 'policy' | 'clock' | 'logger'>) =>
  async ({ avatarId, userId }: { avatarId: AvatarId; userId: UserId }): Promise<void> => {
    const { unitOfWork, policy, clock } = ports;
    const asOf = clock.now().getTime();
    const received = await unitOfWork.read(async ({ avatars, photos }) => {
      const avatar = await avatars.find(avatarId, userId);
      if (!avatar || avatar.status === 'training') return undefined;
      const limit = policy.maxPhotosReceivedPerAvatar;
      return photos.listOfAvatar(avatarId, userId, { limit });
    });
    const newest = received?.at(-1)?.deliveryKey;
    if (!received || newest === undefined) return;
    const summary = summarizeIntake(received, policy.photos);
    await tell(ports, userId, { type: 'photos.judged', avatarId, summary, newest, asOf });
  };
