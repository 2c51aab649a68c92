import type { Address, AvatarId, BlobKey, HoldId, TrainingId, UserId } from '../../shared/ids.ts';
import { peek, type ByteStream } from '../../shared/bytes.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import { parseAvatarName } from '../../domain/avatar/avatar-name.ts';
import {
  subjectsOf,
  type Avatar,
  type AvatarKind,
  type AvatarSubject,
} from '../../domain/avatar/avatar.ts';
import type { ImportAvatarRefusal } from '../../domain/operator/support-refusals.ts';
import type { CreateAvatarRefusal } from '../../domain/refusals.ts';
import { planRecipe } from '../../domain/training/own-trainers.ts';
import type { TrainingRecipe } from '../../domain/training/recipe.ts';
import type { Training, TrainingResult } from '../../domain/training/training.ts';
import { looksLikeSafetensors } from '../../domain/training/weights.ts';
import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { findPerson } from '../../steps/find-person.ts';
import { noteChange } from '../../steps/note-change.ts';
import { placeHold } from '../../steps/place-hold.ts';
import { settleHold } from '../../steps/settle-hold.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'blobs' | 'fetcher' | 'clock' | 'ids' | 'policy'>;

/** Weights at an address of the provider's, or bytes; or the provider's own id of a finetune. */
export type WeightsSource =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'file'; readonly open: () => Promise<ByteStream> }
  | { readonly type: 'finetune'; readonly finetuneId: string };

export type ImportAvatarInput = {
  readonly who: UserId | Address;
  readonly name: string;
  readonly kind: AvatarKind;
  readonly subject: AvatarSubject;
  /** The word that it was trained with. */
  readonly triggerPhrase: string;
  readonly source: WeightsSource;
  readonly by: By;
};

export type ImportedAvatar = { readonly avatar: Avatar; readonly training: Training };
type Answer = Result<ImportedAvatar, ImportAvatarRefusal | CreateAvatarRefusal>;

const triggerPattern = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,49}$/u;

/** Gives a person an avatar that was trained elsewhere, ready to draw with. Nothing is charged for it. */
export const importAvatar =
  (ports: Needs) =>
  async (input: ImportAvatarInput): Promise<Answer> => {
    const name = parseAvatarName(input.name);
    if (!name.ok) return name;
    const { kind, subject, triggerPhrase, source, who } = input;
    if (!subjectsOf(kind).includes(subject)) return refuse({ code: 'avatar.subject-unfit' });
    if (!triggerPattern.test(triggerPhrase)) return refuse({ code: 'trigger-phrase.unfit' });
    if (source.type === 'finetune' && kind === 'portrait') {
      return refuse({ code: 'weights.unfit', kind });
    }
    const user = await ports.unitOfWork.read((reads) => findPerson(reads, who));
    if (!user) return refuse({ code: 'person.not-found' });
    const trainingId = ports.ids.next<TrainingId>();
    const result = await keepResult(ports, trainingId, source);
    if (!result) return refuse({ code: 'weights.unreadable' });
    const made = make(ports, { ...input, name: name.value }, { user, trainingId, result });
    const answer = await ports.unitOfWork.run((tx) => add(tx, ports, { made, by: input.by }));
    // What nothing refers to goes at once, where it is known; after a crash the daily sweep has it.
    if (!answer.ok && result.type === 'lora') await ports.blobs.delete(result.blobKey);
    return answer;
  };

const keepResult = async (
  { blobs, fetcher, policy }: Needs,
  trainingId: TrainingId,
  source: WeightsSource,
): Promise<TrainingResult | undefined> => {
  if (source.type === 'finetune') return source;
  const maxBytes = policy.maxLoraBytes;
  const opened =
    source.type === 'url' ? await fetcher.fetch(source.url, { maxBytes }) : await source.open();
  const { head, whole, close } = await peek(opened, 9);
  if (!looksLikeSafetensors(head)) {
    await close();
    return undefined;
  }
  const contentType = 'application/octet-stream';
  const blobKey = `trainings/${trainingId}/lora.safetensors` as BlobKey;
  const { sha256, bytes } = await blobs.put(blobKey, whole, { contentType, maxBytes });
  // Ours is uploaded to the provider where it keeps none.
  const providerUrl = source.type === 'url' ? source.url : '';
  return { type: 'lora', blobKey, sha256, bytes, providerUrl };
};

type Circumstances = {
  readonly user: User;
  readonly trainingId: TrainingId;
  readonly result: TrainingResult;
};

const make = (
  { clock, ids }: Needs,
  { name, kind, subject, ...order }: ImportAvatarInput,
  { user, trainingId, result }: Circumstances,
): ImportedAvatar => {
  const now = clock.now();
  const { id: userId } = user;
  const avatarId = ids.next<AvatarId>();
  const recipe = recipeOf({ kind, subject, ...order });
  return {
    avatar: {
      id: avatarId,
      userId,
      name,
      kind,
      subject,
      status: 'ready',
      activeTrainingId: trainingId,
      isMain: false,
      createdAt: now,
      updatedAt: now,
    },
    training: {
      id: trainingId,
      userId,
      avatarId,
      version: 1,
      status: 'succeeded',
      recipe,
      photoIds: [],
      price: 0,
      holdId: trainingId as string as HoldId,
      result,
      createdAt: now,
      startedAt: now,
      finishedAt: now,
      deadlineAt: now,
    },
  };
};

/** How exactly it was trained nobody knows any more; with which base and word is what drawing needs. */
const recipeOf = ({
  kind,
  subject,
  triggerPhrase,
  source,
}: Pick<ImportAvatarInput, 'kind' | 'subject' | 'triggerPhrase' | 'source'>): TrainingRecipe =>
  planRecipe({
    kind,
    subject,
    triggerPhrase,
    preset: 'balanced',
    artisticTrainer: source.type === 'finetune' ? 'flux-pro-finetune' : 'flux-2-lora',
  });

const add = async (
  tx: Transaction,
  ports: Needs,
  { made, by }: { readonly made: ImportedAvatar; readonly by: By },
): Promise<Answer> => {
  const { training } = made;
  const { userId, holdId, createdAt: now, deadlineAt } = training;
  const count = await tx.avatars.countForUpdate(userId);
  const max = ports.policy.maxAvatarsPerUser;
  if (count >= max) return refuse({ code: 'avatar.too-many', max });
  const avatar = { ...made.avatar, isMain: count === 0 };
  const held = await placeHold(tx, {
    holdId,
    userId,
    amount: 0,
    reason: 'import',
    now,
    deadlineAt,
  });
  if (!held.ok && held.refusal.code === 'user.blocked') return refuse(held.refusal);
  if (!held.ok || held.value !== 'placed') throw new Error('nothing is always paid for');
  await tx.avatars.add(avatar);
  await tx.trainings.add(training);
  await settleHold(tx, holdId, { captured: 0, reason: 'training.succeeded' });
  const { type: result } = training.result ?? {};
  const details = { training: training.id, result: result ?? 'none' };
  const subject = `avatar ${avatar.id}`;
  await noteChange(tx, ports, { by, action: 'avatars.import', subject, details });
  return ok({ avatar, training });
};
