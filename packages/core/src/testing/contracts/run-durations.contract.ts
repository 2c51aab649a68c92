import type { DurationFigures, WorkKind } from '../../domain/duration/duration.ts';
import { planRecipe } from '../../domain/training/own-trainers.ts';
import type { PresetName } from '../../domain/training/recipe.ts';
import type { RunDurations } from '../../ports/run-durations.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual } from '../assert.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

export type RunDurationsContext = {
  readonly durations: RunDurations;
  readonly unitOfWork: UnitOfWork;
  readonly now: () => Date;
};

const day = 24 * 60 * 60_000;
const second = 1000;

export const runDurationsContract = (suite: Suite<RunDurationsContext>): void => {
  const test = casesOf(suite);

  /** Trainings that took 1, 2, 3… seconds and were done so long ago. */
  const train = async (
    { unitOfWork, now }: RunDurationsContext,
    count: number,
    { preset = 'fast', agoMs = day }: { preset?: PresetName; agoMs?: number } = {},
  ) => {
    const recipe = planRecipe({
      kind: 'portrait',
      subject: 'woman',
      preset,
      triggerPhrase: 'TOK1',
      artisticTrainer: 'flux-2-lora',
    });
    for (let at = 1; at <= count; at += 1) {
      const finishedAt = new Date(Math.floor(now().getTime() / second) * second - agoMs);
      const createdAt = new Date(finishedAt.getTime() - at * second);
      await given(unitOfWork).training({ status: 'succeeded', recipe, createdAt, finishedAt });
    }
  };
  const portrait = (preset: PresetName): WorkKind => ({
    type: 'training',
    trainer: 'portrait-lora',
    preset,
  });
  const sorted = (figures: readonly DurationFigures[]) =>
    figures.toSorted((one, other) => one.p50Ms - other.p50Ms);

  test('twenty that succeeded have figures, nineteen have none', async (context) => {
    await train(context, 19);
    deepEqual(await context.durations.list(), []);
    await train(context, 1);
    const [one] = await context.durations.list();
    deepEqual(one?.kind, portrait('fast'));
  });

  test('half took no longer than the one figure, nine of ten no longer than the other', async (context) => {
    await train(context, 21);
    deepEqual(await context.durations.list(), [
      { kind: portrait('fast'), p50Ms: 11 * second, p90Ms: 19 * second },
    ]);
  });

  test('each preset has its own', async (context) => {
    await train(context, 21);
    await train(context, 41, { preset: 'quality' });
    deepEqual(sorted(await context.durations.list()), [
      { kind: portrait('fast'), p50Ms: 11 * second, p90Ms: 19 * second },
      { kind: portrait('quality'), p50Ms: 21 * second, p90Ms: 37 * second },
    ]);
  });

  test('what is older than thirty days tells nothing', async (context) => {
    await train(context, 20, { agoMs: 31 * day });
    deepEqual(await context.durations.list(), []);
  });

  test('orders have theirs, by generator', async (context) => {
    const { unitOfWork, now, durations } = context;
    for (let at = 1; at <= 21; at += 1) {
      const finishedAt = new Date(Math.floor(now().getTime() / second) * second - day);
      const createdAt = new Date(finishedAt.getTime() - at * second);
      await given(unitOfWork).generation({ status: 'succeeded', createdAt, finishedAt });
      await given(unitOfWork).generation({ status: 'failed', createdAt, finishedAt });
    }
    const ofOrders = (await durations.list()).filter(({ kind }) => kind.type === 'generation');
    deepEqual(ofOrders, [
      {
        kind: { type: 'generation', generator: 'flux-lora' },
        p50Ms: 11 * second,
        p90Ms: 19 * second,
      },
    ]);
  });
};
