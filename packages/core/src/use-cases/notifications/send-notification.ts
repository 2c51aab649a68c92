import type { UserId } from '../../shared/ids.ts';
import type { Notification } from '../../ports/notifier.ts';
import type { Ports } from '../../ports/ports.ts';
import { tell } from '../../steps/tell.ts';

/** Tells a person what happened to what they paid for. */
export const sendNotification =
  (ports: Pick<Ports, 'unitOfWork' | 'notifier' | 'clock' | 'ids' | 'logger'>) =>
  async (data: { userId: UserId; notification: Notification }): Promise<void> =>
    tell(ports, data.userId, data.notification);
