import type { ProviderRequestId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { UnwantedBilling } from '../../domain/run/run-cost.ts';
import type { RunFailure, RunObservation } from '../../domain/run/run.ts';
import type { CancelAnswer, RunHandle } from '../../ports/avatar-trainer.ts';
import { rememberList, rememberMap, restoreAll, type Remembering } from './remembering.ts';

export type FakeRun<Order, Output> = RunHandle & {
  readonly order: Order;
  readonly observation: RunObservation<Output>;
};

/** What the provider would report about an ended run. */
export type FakeReport = {
  readonly requestId: ProviderRequestId;
  readonly outcome: 'succeeded' | 'failed';
  readonly payload: unknown;
};

export type FakeProvider<Order, Output> = Remembering & {
  /** Every run that was accepted, whether or not the reply arrived: what the provider bills. */
  accepted(): readonly FakeRun<Order, Output>[];
  latest(): FakeRun<Order, Output>;
  /** It waits in the queue with so many ahead. */
  wait(requestId: ProviderRequestId, position: number): void;
  progress(requestId: ProviderRequestId, percent?: number): void;
  succeed(requestId: ProviderRequestId, output?: Output): FakeReport;
  fail(requestId: ProviderRequestId, failure?: RunFailure): FakeReport;
  /** The provider knows nothing of it any more. */
  forget(requestId: ProviderRequestId): void;
  /** The next call fails with this, and nothing came of it. */
  failNext(error: PortError): void;
  /** The next submission is accepted, but its reply is lost. */
  loseNextReply(): void;
  /** The provider takes an order once more, as when a request is replayed on its way; nobody hears of it. */
  takeAgain(requestId: ProviderRequestId): ProviderRequestId;
  /** The next cancellation is answered and the run goes on all the same. */
  ignoreNextCancel(): void;
};

export type ProviderModel<Order, Output> = {
  readonly controls: FakeProvider<Order, Output>;
  /** Fails where a test asked for it. */
  reach(): void;
  submit(order: Order, endpoint: string): RunHandle;
  observe(requestId: ProviderRequestId): RunObservation<Output>;
  interpret(event: Pick<FakeReport, 'outcome' | 'payload'>): RunObservation<Output>;
  cancel(requestId: ProviderRequestId): CancelAnswer;
};

const providerFailed: RunFailure = { code: 'provider.failed', retryable: true };
/** What breaks on its own side it does not bill. */
const billingOf = ({ code }: RunFailure): UnwantedBilling =>
  code.startsWith('provider.') ? 'free' : 'maybe';
const ended = new Set(['succeeded', 'failed', 'cancelled']);

/** A provider with a queue, small enough to hold in the head. `name` begins its request ids. */
export const providerModel = <Order, Output>(
  name: string,
  outputOf: (order: Order, requestId: ProviderRequestId) => Output,
): ProviderModel<Order, Output> => {
  const runs = new Map<ProviderRequestId, FakeRun<Order, Output>>();
  const billed: ProviderRequestId[] = [];
  const kept = new Map<ProviderRequestId, FakeRun<Order, Output>>();
  const failures: PortError[] = [];
  let losing = false;
  let ignoring = false;

  const set = (requestId: ProviderRequestId, observation: RunObservation<Output>): void => {
    const run = runs.get(requestId);
    if (!run) throw new Error(`the fake provider never accepted ${requestId}`);
    const next = { ...run, observation };
    runs.set(requestId, next);
    kept.set(requestId, next);
  };
  const take = (order: Order, endpoint: string): ProviderRequestId => {
    const requestId = `${name}-${billed.length + 1}` as ProviderRequestId;
    const run = { endpoint, requestId, order, observation: { state: 'queued' } } as const;
    billed.push(requestId);
    runs.set(requestId, run);
    kept.set(requestId, run);
    return requestId;
  };
  const accepted = (): FakeRun<Order, Output>[] =>
    billed.map((id) => kept.get(id)).filter((run) => run !== undefined);

  return {
    controls: {
      accepted,
      latest: () => {
        const run = accepted().at(-1);
        if (!run) throw new Error('the fake provider accepted nothing yet');
        return run;
      },
      wait: (requestId, position) => set(requestId, { state: 'queued', position }),
      progress: (requestId, percent) => set(requestId, { state: 'running', percent }),
      succeed: (requestId, given) => {
        const order = kept.get(requestId)?.order;
        const output = given ?? outputOf(order as Order, requestId);
        set(requestId, { state: 'succeeded', output });
        return { requestId, outcome: 'succeeded', payload: output };
      },
      fail: (requestId, failure = providerFailed) => {
        set(requestId, { state: 'failed', failure, billing: billingOf(failure) });
        return { requestId, outcome: 'failed', payload: failure };
      },
      forget: (requestId) => void runs.delete(requestId),
      failNext: (error) => void failures.push(error),
      loseNextReply: () => void (losing = true),
      takeAgain: (requestId) => {
        const run = kept.get(requestId);
        if (!run) throw new Error(`the fake provider never accepted ${requestId}`);
        return take(run.order, run.endpoint);
      },
      ignoreNextCancel: () => void (ignoring = true),
      remember: () => restoreAll(rememberMap(runs), rememberMap(kept), rememberList(billed)),
    },
    reach: () => {
      const failure = failures.shift();
      if (failure) throw failure;
    },
    submit: (order, endpoint) => {
      const requestId = take(order, endpoint);
      const lost = losing;
      losing = false;
      if (lost) {
        throw new PortError('provider.outcome-unknown', 'submit', { retryable: false });
      }
      return { endpoint, requestId };
    },
    observe: (requestId) => runs.get(requestId)?.observation ?? { state: 'unknown' },
    interpret: ({ outcome, payload }) =>
      outcome === 'succeeded'
        ? { state: 'succeeded', output: payload as Output }
        : {
            state: 'failed',
            failure: payload as RunFailure,
            billing: billingOf(payload as RunFailure),
          },
    cancel: (requestId) => {
      const run = runs.get(requestId);
      if (!run) return 'not-found';
      if (ended.has(run.observation.state)) return 'already-completed';
      const ignored = ignoring;
      ignoring = false;
      const billing = run.observation.state === 'queued' ? 'free' : 'maybe';
      if (!ignored) set(requestId, { state: 'cancelled', billing });
      return 'requested';
    },
  };
};
