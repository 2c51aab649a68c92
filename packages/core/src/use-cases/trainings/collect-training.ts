import type { BlobKey, TrainingId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { avatarAfter } from '../../domain/avatar/avatar-machine.ts';
import type { Training, TrainingOutput, TrainingResult } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { collectLater } from '../../steps/collect-later.ts';
import { endTraining } from '../../steps/end-training.ts';
import { keepFile } from '../../steps/keep-file.ts';
import { orderPreviews } from '../../steps/order-previews.ts';
import { isGone, rereadOutput } from '../../steps/reread-output.ts';
import { settleHold } from '../../steps/settle-hold.ts';
import { moveTraining } from '../../steps/training-owner.ts';

type Needs = Pick<
  Ports,
  | 'unitOfWork'
  | 'trainer'
  | 'generator'
  | 'fetcher'
  | 'blobs'
  | 'clock'
  | 'ids'
  | 'policy'
  | 'logger'
>;

/** Copies what the training made into our own storage, and only then makes the avatar ready and takes the price. */
export const collectTraining =
  (ports: Needs) =>
  async ({ trainingId }: { trainingId: TrainingId }): Promise<void> => {
    const { unitOfWork, clock, logger } = ports;
    const training = await unitOfWork.read(({ trainings }) => trainings.find(trainingId));
    if (training?.status !== 'finishing' || !training.output) return;
    try {
      const kept = await keepOrReread(ports, training, training.output);
      await unitOfWork.run((tx) => succeed(tx, ports, kept, clock.now()));
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      logger.warn({ trainingId, code: error.code }, 'the training result could not be kept');
      if (error.retryable) {
        return collectLater(ports, { name: 'training.collect', data: { trainingId } }, error);
      }
      const failure = { code: 'provider.no-result', retryable: true } as const;
      await unitOfWork.run((tx) =>
        endTraining(tx, training, { type: 'run.failed', failure }, clock.now()),
      );
    }
  };

type Kept = { readonly training: Training; readonly result: TrainingResult };

/** Where a file is gone the provider is asked once more what it made. */
const keepOrReread = async (
  ports: Needs,
  training: Training,
  output: TrainingOutput,
): Promise<Kept> => {
  try {
    return { training, result: await keep(ports, training, output) };
  } catch (error) {
    if (!isGone(error)) throw error;
    const { unitOfWork, trainer } = ports;
    const { id, recipe } = training;
    const fresh = await rereadOutput(ports, { type: 'training', id }, (run) =>
      trainer.observe(run, recipe),
    );
    if (!fresh) throw error;
    const renewed = { ...training, output: fresh };
    await unitOfWork.run(({ trainings }) => trainings.save(renewed, ['finishing']));
    return { training: renewed, result: await keep(ports, renewed, fresh) };
  }
};

const keep = async (
  ports: Needs,
  { id }: Training,
  output: TrainingOutput,
): Promise<TrainingResult> => {
  if (output.type === 'finetune') return output;
  const { loraUrl, configUrl } = output;
  const lora = await keepFile(ports, {
    url: loraUrl,
    key: `trainings/${id}/lora.safetensors` as BlobKey,
    contentType: 'application/octet-stream',
    maxBytes: ports.policy.maxLoraBytes,
  });
  const config =
    configUrl === undefined
      ? undefined
      : await keepFile(ports, {
          url: configUrl,
          key: `trainings/${id}/config.json` as BlobKey,
          contentType: 'application/json',
          maxBytes: 1024 * 1024,
        });
  return {
    type: 'lora',
    blobKey: lora.key,
    sha256: lora.sha256,
    bytes: lora.bytes,
    configBlobKey: config?.key,
    providerUrl: loraUrl,
  };
};

const succeed = async (
  tx: Transaction,
  ports: Needs,
  { training, result }: Kept,
  now: Date,
): Promise<void> => {
  const { id: trainingId, avatarId, userId } = training;
  const avatar = await tx.avatars.findForUpdate(avatarId, userId);
  const moved = await moveTraining(tx, training, { type: 'result.kept', result }, now);
  if (!moved) return;
  await settleHold(tx, training.holdId, {
    captured: training.price,
    reason: 'training.succeeded',
  });
  if (!avatar) return;
  await tx.avatars.save(avatarAfter(avatar, { type: 'training.succeeded', trainingId }, now));
  const previews = await orderPreviews(tx, ports, { avatar, training }, now);
  await tx.jobs.enqueue({
    name: 'notification.send',
    data: {
      userId,
      notification: {
        type: 'training.succeeded',
        trainingId,
        avatarId,
        avatarName: avatar.name,
        kind: avatar.kind,
        tookMs: now.getTime() - training.createdAt.getTime(),
        previews,
      },
    },
  });
};
