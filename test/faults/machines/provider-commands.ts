import type { RunFailure } from '@aisha/core';
import { fakeWebhook, type FakeReport } from '@aisha/core/testing';
import * as fc from 'fast-check';
import { billedRuns, isOver, workOf, type BilledRun, type Model } from './works.ts';
import type { Setting } from './setting.ts';

type Command = fc.AsyncCommand<Model, Setting>;

/** Of those that `fits`, the one that `at` comes to; undefined where there is none. */
const pick = (
  setting: Setting,
  at: number,
  fits: (run: BilledRun) => boolean = () => true,
): BilledRun | undefined => {
  const fitting = billedRuns(setting).filter(fits);
  return fitting[at % Math.max(1, fitting.length)];
};

const live = (model: Model) => (run: BilledRun) =>
  !isOver(run) && !model.forgotten.has(run.requestId);

const providerOf = ({ ports }: Setting, { type }: BilledRun) =>
  type === 'training' ? ports.trainer : ports.generator;

const progress = (at: number, percent: number): Command => ({
  check: () => true,
  run: async (model, setting) => {
    const run = pick(setting, at, live(model));
    if (run) providerOf(setting, run).progress(run.requestId, percent);
  },
  toString: () => `progress(${at}, ${percent})`,
});

/** `flags` are the pictures that the provider's filter hides, as bits. */
export const succeedRun = (setting: Setting, run: BilledRun, flags: number): void => {
  if (run.type === 'training') return void setting.ports.trainer.succeed(run.requestId);
  const { generator } = setting.ports;
  const { payload } = generator.succeed(run.requestId);
  const output = payload as Extract<typeof run.observation, { state: 'succeeded' }>['output'];
  const images = output.images.map((image, index) => ({
    ...image,
    flagged: (flags & (1 << index)) !== 0,
  }));
  generator.succeed(run.requestId, { ...output, images });
};

const succeed = (at: number, flags: number): Command => ({
  check: () => true,
  run: async (model, setting) => {
    const run = pick(setting, at, live(model));
    if (run) succeedRun(setting, run, flags);
  },
  toString: () => `succeed(${at}, ${flags.toString(2)})`,
});

const fail = (at: number, failure: RunFailure): Command => ({
  check: () => true,
  run: async (model, setting) => {
    const run = pick(setting, at, live(model));
    if (!run) return;
    providerOf(setting, run).fail(run.requestId, failure);
  },
  toString: () => `fail(${at}, ${failure.code})`,
});

const stop = (at: number): Command => ({
  check: () => true,
  run: async (model, setting) => {
    const run = pick(setting, at, live(model));
    if (!run) return;
    model.stopped.add(run.requestId);
    setting.begin(() => providerOf(setting, run).cancel(run));
  },
  toString: () => `stop(${at})`,
});

const forget = (at: number): Command => ({
  check: () => true,
  run: async (model, setting) => {
    const run = pick(setting, at, live(model));
    if (!run) return;
    model.forgotten.add(run.requestId);
    providerOf(setting, run).forget(run.requestId);
  },
  toString: () => `forget(${at})`,
});

type Telling = 'as it is' | 'without payload' | 'that it failed';

/** The provider's message about a run that is over, also twice, late, or another than before. */
const tell = (at: number, telling: Telling, times: number): Command => ({
  check: () => true,
  run: async (model, setting) => {
    const run = pick(setting, at, isOver);
    const report = run && reportOf(run, telling);
    if (!run || !report) return;
    if (telling === 'that it failed' && !isResultKnown(setting, run)) {
      model.slandered.add(run.requestId);
    }
    const message = {
      query: new URL(run.order.webhookUrl ?? '').search.slice(1),
      ...fakeWebhook(report),
    };
    for (let told = 0; told < times; told += 1) {
      setting.begin(() => setting.aisha.receiveWebhook(message));
    }
  },
  toString: () => `tell(${at}, ${telling}, ${times})`,
});

/** Bad news after good changes nothing. */
const isResultKnown = (setting: Setting, run: BilledRun): boolean => {
  const status = workOf(setting, run)?.status;
  return status === 'finishing' || status === 'succeeded';
};

const failed: RunFailure = { code: 'provider.failed', retryable: true };

const reportOf = (
  { requestId, observation }: BilledRun,
  telling: Telling,
): FakeReport | undefined => {
  if (telling === 'that it failed' && observation.state !== 'cancelled') {
    return { requestId, outcome: 'failed', payload: failed };
  }
  const payload = (whole: unknown) => (telling === 'without payload' ? null : whole);
  if (observation.state === 'succeeded') {
    return { requestId, outcome: 'succeeded', payload: payload(observation.output) };
  }
  if (observation.state !== 'failed') return undefined;
  return { requestId, outcome: 'failed', payload: payload(observation.failure) };
};

const small = fc.nat({ max: 4 });
const failures = fc.constantFrom<RunFailure>(
  { code: 'provider.failed', retryable: true },
  { code: 'provider.timeout', retryable: true },
  { code: 'photos.no-face', retryable: false },
  { code: 'content.blocked', retryable: false },
);
const tellings = fc.constantFrom<Telling>(
  'as it is',
  'as it is',
  'without payload',
  'that it failed',
);

/** What the provider may do. */
export const providerCommands: readonly fc.Arbitrary<Command>[] = [
  fc.tuple(small, fc.nat({ max: 100 })).map(([at, percent]) => progress(at, percent)),
  fc.tuple(small, fc.nat({ max: 15 })).map(([at, flags]) => succeed(at, flags)),
  small.map((at) => succeed(at, 0)),
  fc.tuple(small, failures).map(([at, failure]) => fail(at, failure)),
  small.map((at) => stop(at)),
  small.map((at) => forget(at)),
  fc
    .tuple(small, tellings, fc.integer({ min: 1, max: 3 }))
    .map(([at, telling, times]) => tell(at, telling, times)),
  fc.tuple(small, tellings).map(([at, telling]) => tell(at, telling, 1)),
];
