import type { Address, Aisha, AvatarId, FileRef, Result, UserId } from '@aisha/core';
import { photographs } from '../support/photographs.ts';
import { until } from './until.ts';

export type Owned = { readonly userId: UserId; readonly avatarId: AvatarId };

type World = {
  readonly aisha: Aisha;
  readonly files: { offer(ref: FileRef, content: Uint8Array): void };
  readonly ids: { next<Id extends string>(): Id };
};

/** A new person with a draft of an avatar and enough photos. */
export const draftOfSomebody = async (
  { aisha, files, ids }: World,
  photoCount: number,
): Promise<Owned> => {
  const address = `test:${ids.next()}` as Address;
  const { user } = await aisha.registerUser({ address, firstName: 'Ada', locale: 'en' });
  const id = ids.next<AvatarId>();
  const owned = { userId: user.id, avatarId: id };
  const order = { kind: 'portrait', subject: 'woman', name: 'Ada' } as const;
  granted(await aisha.createAvatar({ ...order, id, userId: user.id }));
  for (const [at, photo] of (await photographs(photoCount)).entries()) {
    const source = `test:${id}-${at}` as FileRef;
    files.offer(source, photo);
    granted(await aisha.receivePhoto({ ...owned, source, deliveryKey: source }));
  }
  return owned;
};

/** Asks until the photos are judged. */
export const requestTrainingOf = (aisha: Aisha, owned: Owned): Promise<void> =>
  until(async () => {
    const answer = await aisha.requestTraining({ ...owned, preset: 'fast' });
    if (!answer.ok && answer.refusal.code !== 'photos.still-checking') granted(answer);
    return answer.ok;
  });

export const granted = <T>(result: Result<T, unknown>): T => {
  if (result.ok) return result.value;
  throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
};
