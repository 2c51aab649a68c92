import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ourCommands } from './machines/our-commands.ts';
import { providerCommands, succeedRun } from './machines/provider-commands.ts';
import { aSetting, type Setting } from './machines/setting.ts';
import { unexplained, unneeded } from './machines/unexplained.ts';
import { aModel, billedRuns, isOver, type Model } from './machines/works.ts';
import { size } from './size.ts';

/** Sequences that failed once, as they were before they were made shorter. They are played again in every run. */
const regressions: readonly { readonly seed: number; readonly path: string }[] = [
  { seed: -715153248, path: '308' },
];

const minutes = 60_000;

const everything = fc.commands([...ourCommands, ...providerCommands], {
  maxCommands: 60,
  size: 'max',
});

/** The provider ends, well, whatever it still has, and says nothing of it. */
const finishAll = (model: Model, setting: Setting): void => {
  for (const run of billedRuns(setting)) {
    if (!isOver(run) && !model.forgotten.has(run.requestId)) succeedRun(setting, run, 0);
  }
};

const anyOrder = fc.asyncProperty(fc.scheduler(), everything, async (scheduler, commands) => {
  const setting = await aSetting(scheduler);
  const model = aModel();
  await fc.scheduledModelRun(scheduler, () => ({ model, real: setting }), commands);
  await setting.calm();
  await setting.passTime(2 * minutes);
  expect(unneeded(model, setting)).toEqual([]);
  finishAll(model, setting);
  await setting.passTime(60 * minutes, 5 * minutes);
  expect(unexplained(model, setting)).toEqual([]);
});

describe('trainings and pictures', { timeout: size(120_000, 60 * minutes) }, () => {
  it('end as they should, whatever happens in whatever order, and cost what they were worth', async () => {
    await fc.assert(anyOrder, { numRuns: size(500, 10_000) });
  });

  it.each(regressions)('still do where they once did not: $seed $path', async (found) => {
    await fc.assert(anyOrder, { ...found, numRuns: 1, endOnFailure: true });
  });
});
