import type { TrainingId } from '../../shared/ids.ts';
import { gather } from '../../shared/bytes.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { textOf } from '../../shared/utf8.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { ImportResultRefusal } from '../../domain/operator/support-refusals.ts';
import type { Training, TrainingOutput } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { noteChange } from '../../steps/note-change.ts';
import { retireRun } from '../../steps/retire-run.ts';
import { moveTraining } from '../../steps/training-owner.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'trainer' | 'fetcher' | 'clock' | 'ids'>;

export type ImportResultInput = {
  readonly trainingId: TrainingId;
  /** The JSON that the provider answered, or where it has it. */
  readonly source: { readonly text: string } | { readonly url: string };
  readonly by: By;
};

const maxBytes = 64 * 1024;

/**
 * Finishes a training with a result that somebody brings by hand. Its files are fetched from the
 * provider's own hosts and copied as ever, and only then is the price taken.
 */
export const importResult =
  (ports: Needs) =>
  async (input: ImportResultInput): Promise<Result<Training, ImportResultRefusal>> => {
    const { trainingId } = input;
    const training = await ports.unitOfWork.read(({ trainings }) => trainings.find(trainingId));
    if (!training) return refuse({ code: 'training.not-found' });
    const json = jsonOf(await textFrom(ports, input.source));
    if (json === undefined) return refuse({ code: 'result.not-json' });
    const { recipe } = training;
    const payload = payloadIn(json);
    const told = ports.trainer.interpret({ outcome: 'succeeded', payload, recipe });
    if (told.state !== 'succeeded') return refuse({ code: 'result.unusable' });
    const { output } = told;
    return ports.unitOfWork.run((tx) => take(tx, ports, { input, output }));
  };

const textFrom = async (
  { fetcher }: Needs,
  source: ImportResultInput['source'],
): Promise<string | undefined> =>
  'text' in source
    ? source.text
    : textOf(await gather(await fetcher.fetch(source.url, { maxBytes })));

const jsonOf = (text: string | undefined): unknown => {
  if (text === undefined || text.length > maxBytes) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A saved webhook has the result within it. */
const payloadIn = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'request_id' in json && 'payload' in json
    ? json.payload
    : json;

const take = async (
  tx: Transaction,
  ports: Needs,
  { input, output }: { readonly input: ImportResultInput; readonly output: TrainingOutput },
): Promise<Result<Training, ImportResultRefusal>> => {
  const { trainingId, by } = input;
  const now = ports.clock.now();
  const training = await tx.trainings.find(trainingId);
  if (!training) return refuse({ code: 'training.not-found' });
  const finishing = await finishingWith(tx, training, { output, now });
  if (!finishing) return refuse({ code: 'training.ended' });
  await retireRun(tx, await tx.runs.findLatest({ type: 'training', id: trainingId }), now);
  await tx.jobs.enqueue({ name: 'training.collect', data: { trainingId } });
  const details = { was: training.status, result: output.type };
  const subject = `training ${trainingId}`;
  await noteChange(tx, ports, { by, action: 'trainings.import-result', subject, details });
  return ok(finishing);
};

/** One whose result cannot be fetched is given another. */
const finishingWith = async (
  tx: Transaction,
  training: Training,
  { output, now }: { readonly output: TrainingOutput; readonly now: Date },
): Promise<Training | undefined> => {
  if (training.status !== 'finishing') {
    return moveTraining(tx, training, { type: 'run.succeeded', output }, now);
  }
  const renewed: Training = { ...training, output };
  return (await tx.trainings.save(renewed, ['finishing'])) ? renewed : undefined;
};
