import type { HookEventType } from '../domain/api/hook.ts';
import type { Notification } from '../ports/notifier.ts';

export type HookNews = {
  readonly type: HookEventType;
  readonly topic: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** What news a client is told of, in its own terms: ids and facts, no words of anybody. Undefined for what is none of its business. */
export const hookNewsOf = (notification: Notification): HookNews | undefined => {
  switch (notification.type) {
    case 'photos.judged': {
      const { avatarId, summary, asOf } = notification;
      const { accepted, checking, sent, enough } = summary;
      const data = { avatarId, accepted, checking, sent, enough };
      return { type: 'photos.judged', topic: `photos:${avatarId}:${asOf}`, data };
    }
    case 'training.succeeded': {
      const { trainingId, avatarId } = notification;
      return ended('training', 'succeeded', trainingId, { trainingId, avatarId });
    }
    case 'training.ended': {
      const { trainingId, avatarId, reason, failure, refunded } = notification;
      const data = { trainingId, avatarId, reason, failure, refunded };
      return ended('training', reason, trainingId, data);
    }
    case 'generation.succeeded': {
      const { generationId, avatarId, imageIds, ordered, charged } = notification;
      const data = { generationId, avatarId, imageIds, ordered, charged };
      return ended('generation', 'succeeded', generationId, data);
    }
    case 'generation.ended': {
      const { generationId, reason, failure, refunded } = notification;
      return ended('generation', reason, generationId, { generationId, reason, failure, refunded });
    }
    default:
      return undefined;
  }
};

type Ending = 'succeeded' | 'failed' | 'blocked' | 'cancelled' | 'expired';

const ended = (
  subject: 'training' | 'generation',
  ending: Ending,
  id: string,
  data: HookNews['data'],
): HookNews => {
  const end = ending === 'blocked' || ending === 'expired' ? 'failed' : ending;
  return { type: `${subject}.${end}`, topic: `${subject}:${id}`, data };
};
