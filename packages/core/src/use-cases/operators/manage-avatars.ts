import type { AvatarId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { AuditDetails, By } from '../../domain/audit/audit.ts';
import { parseAvatarName, type AvatarNameRefusal } from '../../domain/avatar/avatar-name.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type {
  AvatarNotFound,
  CancelTrainingRefusal,
  RequestTrainingRefusal,
} from '../../domain/refusals.ts';
import type { PresetName } from '../../domain/training/recipe.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { endTraining } from '../../steps/end-training.ts';
import { noteChange } from '../../steps/note-change.ts';
import { orderTraining } from '../../steps/order-training.ts';
import { removeAvatar } from '../../steps/remove-avatar.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'avatarDirectory' | 'clock' | 'ids' | 'policy' | 'trainer'>;
type Wanted = { readonly avatarId: AvatarId; readonly by: By };
type Version = {
  readonly preset?: PresetName | undefined;
  /** The price that was told, in credits: where it is more by now nothing is trained. */
  readonly agreedPrice?: number | undefined;
};

/** What an operator does about anybody's avatar, by the rules and at the price of its owner. */
export const manageAvatars = (ports: Needs) => ({
  /** A new version, of the owner's photos and for their credits. As the last one was, where no preset is named. */
  retrain: retrain(ports),
  /** Stops the training under way; the whole price goes back. */
  cancel: cancel(ports),
  rename: rename(ports),
  /** At once, with its photos and weights. */
  delete: remove(ports),
});

const retrain =
  (ports: Needs) =>
  ({
    preset,
    agreedPrice,
    ...wanted
  }: Wanted & Version): Promise<Result<Training, RequestTrainingRefusal>> =>
    ofAvatar(ports, wanted, async (tx, { id: avatarId, userId }) => {
      const latest = await tx.trainings.findLatest(avatarId, userId);
      const chosen = preset ?? latest?.recipe.preset ?? 'balanced';
      const order = { avatarId, userId, preset: chosen, agreedPrice };
      const ordered = await orderTraining(tx, ports, order);
      if (!ordered.ok) return ordered;
      const { id, price } = ordered.value;
      await note(tx, ports, { ...wanted, verb: 'retrain', details: { training: id, price } });
      return ordered;
    });

const cancel =
  (ports: Needs) =>
  (wanted: Wanted): Promise<Result<Training, AvatarNotFound | CancelTrainingRefusal>> =>
    ofAvatar<Training, CancelTrainingRefusal>(ports, wanted, async (tx, { id, userId }) => {
      const latest = await tx.trainings.findLatest(id, userId);
      if (!latest) return refuse({ code: 'training.not-found' });
      const ended = await endTraining(tx, latest, { type: 'cancelled' }, ports.clock.now());
      if (!ended) return refuse({ code: 'training.ended' });
      await note(tx, ports, { ...wanted, verb: 'cancel', details: { training: ended.id } });
      return ok(ended);
    });

const rename =
  (ports: Needs) =>
  async ({
    name: text,
    ...wanted
  }: Wanted & { readonly name: string }): Promise<
    Result<Avatar, AvatarNotFound | AvatarNameRefusal>
  > => {
    const name = parseAvatarName(text);
    if (!name.ok) return name;
    return ofAvatar(ports, wanted, async (tx, { id, userId }) => {
      const avatar = await tx.avatars.findForUpdate(id, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      const renamed: Avatar = { ...avatar, name: name.value, updatedAt: ports.clock.now() };
      await tx.avatars.save(renamed);
      await note(tx, ports, { ...wanted, verb: 'rename' });
      return ok(renamed);
    });
  };

const remove =
  (ports: Needs) =>
  (wanted: Wanted): Promise<Result<Avatar, AvatarNotFound>> =>
    ofAvatar(ports, wanted, async (tx, { id: avatarId, userId }) => {
      const removed = await removeAvatar(tx, { avatarId, userId }, ports.clock.now());
      if (removed.ok) await note(tx, ports, { ...wanted, verb: 'delete' });
      return removed;
    });

/** Whose it is; everything else asks with its owner, as anybody does. */
const ofAvatar = async <T, E>(
  { unitOfWork, avatarDirectory }: Needs,
  { avatarId }: Wanted,
  work: (tx: Transaction, avatar: Avatar) => Promise<Result<T, E | AvatarNotFound>>,
): Promise<Result<T, E | AvatarNotFound>> => {
  const found = await avatarDirectory.find(avatarId);
  if (!found || found.avatar.status === 'deleted') return refuse({ code: 'avatar.not-found' });
  return unitOfWork.run((tx) => work(tx, found.avatar));
};

type Noted = Wanted & {
  readonly verb: 'retrain' | 'cancel' | 'rename' | 'delete';
  readonly details?: AuditDetails;
};

/** Without its name, which is its owner's to give. */
const note = (
  tx: Transaction,
  ports: Needs,
  { avatarId, by, verb, details = {} }: Noted,
): Promise<void> =>
  noteChange(tx, ports, { by, action: `avatars.${verb}`, subject: `avatar ${avatarId}`, details });
