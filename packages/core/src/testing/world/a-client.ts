import type { HookId } from '../../shared/ids.ts';
import type { HookEventType, HookMessage } from '../../domain/api/hook.ts';
import { hookEventTypes } from '../../domain/api/hook.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { freshId } from '../builders/fresh.ts';
import { aWorld, granted } from './a-world.ts';

/** A world with a client of the API, one of its people and a hook that is told of everything. */
export const aClient = async (events: readonly HookEventType[] = hookEventTypes) => {
  const world = aWorld();
  const { aisha, ports } = world;
  const { client } = await aisha.createApiKey({
    clientName: 'shop',
    scopes: ['avatars:read'],
    userCredits: 5_000,
    by: { who: 'a test' },
  });
  const url = 'https://client.test/hook';
  const hook = granted(
    await aisha.addHook({ id: freshId<HookId>(), clientId: client.id, url, events }),
  );
  const ada = { client, externalId: 'ada', firstName: 'Ada', locale: 'en' };
  const { user } = await aisha.registerClientUser(ada);

  const messages = (): readonly HookMessage[] => [
    ...ports.unitOfWork.committed().hookMessages.values(),
  ];
  /** Something to be told of: a training that is over. What it is told by waits. */
  const cancelled = async (): Promise<Avatar> => {
    const avatar = await world.draftWithPhotos(10, { userId: user.id });
    const training = await world.requested({ avatarId: avatar.id, userId: user.id });
    await ports.jobs.drain();
    await aisha.cancelTraining(training.id, user.id);
    return avatar;
  };
  return { ...world, client, hook, user, messages, cancelled };
};
