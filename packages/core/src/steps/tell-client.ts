import type { HookMessageId, UserId } from '../shared/ids.ts';
import type { clientOf } from '../domain/api/client-address.ts';
import type { Notification } from '../ports/notifier.ts';
import type { Ports } from '../ports/ports.ts';
import { hookNewsOf } from './hook-news.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>;
type Client = NonNullable<ReturnType<typeof clientOf>>;

/** Tells a client of one of its people, at each address that asked for such news: the channel of who has no chat with us. */
export const tellClient = async (
  { unitOfWork, clock, ids }: Needs,
  { clientId, externalId }: Client,
  userId: UserId,
  notification: Notification,
): Promise<void> => {
  const news = hookNewsOf(notification);
  if (!news) return;
  const { type, topic, data } = news;
  const now = clock.now();
  const about = { type, timestamp: now.toISOString(), data: { userId: externalId, ...data } };
  const body = JSON.stringify(about);
  await unitOfWork.run(async ({ hooks, jobs }) => {
    for (const hook of await hooks.list(clientId)) {
      if (hook.disabledAt || !hook.events.includes(type)) continue;
      const id = ids.next<HookMessageId>();
      const isNew = await hooks.addMessage({
        id,
        hookId: hook.id,
        clientId,
        userId,
        type,
        topic,
        body,
        status: 'waiting',
        attempts: 0,
        createdAt: now,
      });
      if (isNew) await jobs.enqueue({ name: 'hook.deliver', data: { messageId: id } });
    }
  });
};
