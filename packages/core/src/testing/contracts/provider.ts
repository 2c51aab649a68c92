import type { ProviderRequestId } from '../../shared/ids.ts';
import type { PortErrorCode } from '../../shared/port-error.ts';
import type { RunFailureCode, RunObservation } from '../../domain/run/run.ts';
import type { CancelAnswer, RunHandle } from '../../ports/avatar-trainer.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';

/** How a suite moves a provider, be it a fake or a server that takes its time. */
export type ProviderControls = {
  /** Runs accepted since the case began, also those whose reply was lost: what is billed. */
  accepted(): Promise<number>;
  /** The next submission is accepted and its reply is lost. */
  loseNextReply(): void;
  /** The next submission is refused, and nothing comes of it. */
  refuseNext(
    code: Extract<PortErrorCode, 'provider.rate-limited' | 'provider.balance-exhausted'>,
  ): void;
  /** The next run that is submitted fails with this. */
  failNext(code: Extract<RunFailureCode, 'content.blocked'>): void;
  /** Resolves once the run has ended. */
  finish(run: RunHandle): Promise<void>;
  /** What the provider would send us about a run that has ended. */
  reportOf(
    run: RunHandle,
  ): Promise<{ readonly outcome: 'succeeded' | 'failed'; readonly payload: unknown }>;
};

type RunsAt<Context, Output> = {
  /** Everything up to the submission, which is what it answers. */
  prepare(context: Context): Promise<() => Promise<RunHandle>>;
  observe(context: Context, run: RunHandle): Promise<RunObservation<Output>>;
  interpret(
    context: Context,
    report: { readonly outcome: 'succeeded' | 'failed'; readonly payload: unknown },
  ): RunObservation<Output>;
  cancel(context: Context, run: RunHandle): Promise<CancelAnswer>;
};

/** What trainers and generators promise alike. */
export const providerRunCases = <Context extends { readonly provider: ProviderControls }, Output>(
  test: (title: string, body: (context: Context) => Promise<void>) => void,
  runs: RunsAt<Context, Output>,
): void => {
  const submit = async (context: Context): Promise<RunHandle> => (await runs.prepare(context))();
  const stateOf = async (context: Context, run: RunHandle): Promise<string> =>
    (await runs.observe(context, run)).state;

  test('an order is accepted once and waits or runs', async (context) => {
    const [one, two] = [await submit(context), await submit(context)];
    ok(one.requestId !== two.requestId, 'two orders are two runs');
    equal(await context.provider.accepted(), 2);
    ok(['queued', 'running'].includes(await stateOf(context, one)), 'it has not ended yet');
  });

  test('a refused order costs nothing, and the next one is accepted', async (context) => {
    for (const code of ['provider.rate-limited', 'provider.balance-exhausted'] as const) {
      const ordering = await runs.prepare(context);
      context.provider.refuseNext(code);
      await rejects(ordering(), code);
    }
    equal(await context.provider.accepted(), 0);
    await submit(context);
    equal(await context.provider.accepted(), 1);
  });

  test('an order whose reply is lost has an unknown outcome and is not repeated', async (context) => {
    const ordering = await runs.prepare(context);
    context.provider.loseNextReply();
    const error = await rejects(ordering(), 'provider.outcome-unknown');
    equal((error as { retryable?: unknown }).retryable, false, 'retryable');
    equal(await context.provider.accepted(), 1);
  });

  test('a finished run answers its output, to a question and in a report', async (context) => {
    const run = await submit(context);
    await context.provider.finish(run);
    const observed = await runs.observe(context, run);
    equal(observed.state, 'succeeded');
    deepEqual(await runs.observe(context, run), observed, 'asked again');
    const report = await context.provider.reportOf(run);
    deepEqual(runs.interpret(context, report), observed, 'reported');
  });

  test('a run that failed answers why, to a question and in a report', async (context) => {
    context.provider.failNext('content.blocked');
    const run = await submit(context);
    await context.provider.finish(run);
    for (const told of [
      await runs.observe(context, run),
      runs.interpret(context, await context.provider.reportOf(run)),
    ]) {
      if (told.state !== 'failed') throw new Error(`expected a failure, got ${told.state}`);
      equal(told.failure.code, 'content.blocked');
      equal(told.failure.retryable, false, 'retryable');
    }
  });

  test('a run is cancelled while it has not ended', async (context) => {
    const run = await submit(context);
    equal(await runs.cancel(context, run), 'requested');
    await context.provider.finish(run);
    equal(await stateOf(context, run), 'cancelled');
    equal(await runs.cancel(context, run), 'already-completed');
  });

  test('a run that the provider does not know is neither there nor cancelled', async (context) => {
    const { endpoint } = await submit(context);
    const run = { endpoint, requestId: 'nobody-knows-it' as ProviderRequestId };
    equal(await stateOf(context, run), 'unknown');
    equal(await runs.cancel(context, run), 'not-found');
  });
};
