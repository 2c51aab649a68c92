import {
  PortError,
  type Aisha,
  type GenerationId,
  type PortErrorCode,
  type PortErrorOptions,
} from '@aisha/core';
import { freshId } from '@aisha/core/testing';
import * as fc from 'fast-check';
import { before } from '../../../packages/core/src/testing/world/before.ts';
import { isTraining, worksOf, type Model } from './works.ts';
import type { Setting } from './setting.ts';

type Command = fc.AsyncCommand<Model, Setting>;

const train = (draft: number): Command => ({
  check: () => true,
  run: async (_model, { aisha, drafts, user, begin }) => {
    const avatarId = drafts[draft % drafts.length];
    if (!avatarId) return;
    begin(() => aisha.requestTraining({ avatarId, userId: user.id, preset: 'fast' }));
  },
  toString: () => `train(${draft})`,
});

/** `taps` on the same button at once. */
const draw = (count: number, taps: number): Command => ({
  check: () => true,
  run: async (_model, { aisha, ready, user, begin, defects }) => {
    const order: Parameters<Aisha['requestGeneration']>[0] = {
      id: freshId<GenerationId>(),
      userId: user.id,
      avatarId: ready,
      prompt: 'reading in a garden',
      aspectRatio: '3:4',
      count,
    };
    let granted = 0;
    for (let tapped = 0; tapped < taps; tapped += 1) {
      begin(
        () => aisha.requestGeneration(order),
        (answer) => {
          if (answer?.ok && answer.value.isNew) granted += 1;
          if (granted > 1) defects.push(new Error('one order was new twice'));
        },
      );
    }
  },
  toString: () => `draw(${count}, ${taps})`,
});

const cancel = (at: number): Command => ({
  check: () => true,
  run: async (model, setting) => {
    const { aisha, user } = setting;
    const all = worksOf(setting);
    const work = all[at % Math.max(1, all.length)];
    if (!work) return;
    setting.begin<{ readonly ok: boolean }>(
      () =>
        isTraining(work)
          ? aisha.cancelTraining(work.id, user.id)
          : aisha.cancelGeneration(work.id, user.id),
      (answer) => {
        if (answer?.ok) model.cancelled.add(work.id);
        if (!answer) model.doubtful = true;
      },
    );
  },
  toString: () => `cancel(${at})`,
});

const topUp = (amount: number): Command => ({
  check: () => true,
  run: async (_model, setting) => setting.begin(() => setting.topUp(amount)),
  toString: () => `topUp(${amount})`,
});

/** Begins up to so many jobs and waits for none. */
const work = (jobs: number): Command => ({
  check: () => true,
  run: async (_model, { queue, aisha }) => {
    for (let begun = 0; begun < jobs; begun += 1) void queue.begin(aisha.jobs);
  },
  toString: () => `work(${jobs})`,
});

const sweep = (): Command => ({
  check: () => true,
  run: async (_model, { aisha, begin }) => begin(() => aisha.reconcile()),
  toString: () => 'sweep',
});

const wait = (ms: number): Command => ({
  check: () => true,
  run: async (_model, { ports }) => ports.clock.advance(ms),
  toString: () => `wait(${ms})`,
});

const kill = (steps: number): Command => ({
  check: () => true,
  run: async (_model, { killIn }) => killIn(steps),
  toString: () => `kill(${steps})`,
});

const loseReply = (type: 'trainer' | 'generator'): Command => ({
  check: () => true,
  run: async (_model, { ports }) => ports[type].loseNextReply(),
  toString: () => `loseReply(${type})`,
});

const refusals: readonly (readonly [PortErrorCode, PortErrorOptions])[] = [
  ['provider.rate-limited', { retryable: true, retryAfterMs: 7000 }],
  ['provider.unavailable', { retryable: true }],
  ['provider.balance-exhausted', { retryable: true }],
];

/** The next call of the provider is answered so. */
const refuse = (type: 'trainer' | 'generator', at: number): Command => ({
  check: () => true,
  run: async (_model, { ports }) => {
    const [code, options] = refusals[at % refusals.length] ?? [];
    if (!code || !options) return;
    ports[type].failNext(new PortError(code, 'refused by the test', options));
  },
  toString: () => `refuse(${type}, ${refusals[at % refusals.length]?.[0] ?? ''})`,
});

/** The next submission is wrong in the provider's eyes, and always will be. */
const reject = (type: 'trainer' | 'generator'): Command => ({
  check: () => true,
  run: async (model, { ports }) => {
    model.rejected.add(type === 'trainer' ? 'training' : 'generation');
    before(ports[type], 'submit', () => {
      throw new PortError('provider.rejected', 'submit', { retryable: false });
    });
  },
  toString: () => `reject(${type})`,
});

const loseResult = (retryable: boolean): Command => ({
  check: () => true,
  run: async (model, { ports }) => {
    if (!retryable) model.lost = true;
    ports.fetcher.failNext(new PortError('fetch.failed', 'fetch', { retryable }));
  },
  toString: () => `loseResult(${retryable ? 'for now' : 'for good'})`,
});

type Away = 'blobs' | 'database' | 'database after commit' | 'conflict';

const away = (what: Away): Command => ({
  check: () => true,
  run: async (_model, { ports: { blobs, unitOfWork } }) => {
    if (what === 'blobs') blobs.failNext();
    if (what === 'database') unitOfWork.failNext();
    if (what === 'database after commit') unitOfWork.loseNextAnswer();
    if (what === 'conflict') unitOfWork.conflictNext();
  },
  toString: () => `away(${what})`,
});

const provider = fc.constantFrom('trainer' as const, 'generator' as const);
const minutes = 60_000;

/** What a person, our own processes and the world may do. */
export const ourCommands: readonly fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 2 }, () => fc.nat({ max: 1 }).map((draft) => train(draft))),
  ...Array.from({ length: 2 }, () =>
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
      .map(([count, taps]) => draw(count, taps)),
  ),
  fc.nat({ max: 3 }).map((at) => cancel(at)),
  fc.integer({ min: 1, max: 100 }).map((amount) => topUp(amount)),
  ...Array.from({ length: 8 }, () => fc.integer({ min: 1, max: 4 }).map((jobs) => work(jobs))),
  fc.constant(sweep()),
  fc.constantFrom(500, 3000, 11_000, 61_000).map((ms) => wait(ms)),
  fc.constantFrom(2 * minutes, 6 * minutes, 46 * minutes).map((ms) => wait(ms)),
  fc.nat({ max: 30 }).map((steps) => kill(steps)),
  provider.map((type) => loseReply(type)),
  fc.tuple(provider, fc.nat({ max: 2 })).map(([type, at]) => refuse(type, at)),
  provider.map((type) => reject(type)),
  fc.boolean().map((retryable) => loseResult(retryable)),
  fc
    .constantFrom<Away>('blobs', 'database', 'database after commit', 'conflict')
    .map((what) => away(what)),
];
