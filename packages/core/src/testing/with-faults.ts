import type { ByteStream } from '../shared/bytes.ts';
import { PortError, type PortErrorCode } from '../shared/port-error.ts';
import type { Ports } from '../ports/ports.ts';
import type { Reads, Transaction, UnitOfWork } from '../ports/unit-of-work.ts';

/**
 * What happens at one call. `throw-before`: it fails and nothing came of it. `throw-after`: it had
 * its effect, and the answer is lost. `hang`: it never answers, and had no effect yet. `kill`: the
 * process ends after the effect.
 */
export type FaultMode = 'throw-before' | 'throw-after' | 'hang' | 'kill';

export type FaultPlan = {
  /** Which call is struck, 1 for the first. Beyond the last one nothing is, and all are counted. */
  readonly at: number;
  readonly mode: FaultMode;
  /** What is thrown: the port's own retryable error, or an `Error` that no port promises. */
  readonly error?: 'port-error' | 'defect';
  /** Ends the process at once, as SIGKILL does; told the name of the call. Needed by `kill` alone. */
  readonly kill?: (call: string) => unknown;
};

export type FaultyPorts = {
  readonly ports: Ports;
  /** The calls made so far, in order, as in `trainer.submit`; within transactions as in `runs.save`. */
  calls(): readonly string[];
  /** The call that was struck, or undefined where none has been yet. */
  struck(): string | undefined;
  /** Resolves when a call has begun to hang. */
  readonly hanging: Promise<void>;
  /** Lets the call that hangs go on after all, as one does that was only very slow. */
  release(): void;
};

/**
 * All ports, of which one outbound call goes wrong. Every call that leaves the process has an
 * ordinal: those of the stores inside a transaction, the commit itself, and the reading of a stream
 * that a port gave out, too.
 */
export const withFaults = (ports: Ports, plan: FaultPlan): FaultyPorts => {
  const { take, ...faults } = failpoints(plan);
  const wrapped = Object.entries(ports).map(([name, port]) => {
    if (name === 'unitOfWork') return [name, watchedUnitOfWork(ports.unitOfWork, take)];
    return [name, inProcess.has(name) ? port : watchedPort(name, port as unknown as Methods, take)];
  });
  return { ...faults, ports: Object.fromEntries(wrapped) as Ports };
};

/** These ask nobody outside: they cannot fail by themselves. */
const inProcessPorts = [
  'archives',
  'webhookAddresses',
  'pseudonyms',
  'clock',
  'ids',
  'logger',
  'policy',
  'apiSecrets',
] as const;
const inProcess: ReadonlySet<string> = new Set(inProcessPorts);

type Outbound = Exclude<keyof Ports, 'unitOfWork' | (typeof inProcessPorts)[number]>;
type AnswersAtOnce<Port> = {
  [Name in keyof Port]: Port[Name] extends (...input: never[]) => Promise<unknown> ? never : Name;
}[keyof Port];

/** A method that answers without a promise cannot have asked. A new one does not compile until it stands here. */
const answersAtOnce: Readonly<
  Record<{ [Name in Outbound]: `${Name}.${AnswersAtOnce<Ports[Name]> & string}` }[Outbound], string>
> = {
  'trainer.profiles': 'in process',
  'trainer.endpointOf': 'in process',
  'trainer.expectedMicroUsd': 'in process',
  'trainer.interpret': 'in process',
  'generator.profiles': 'in process',
  'generator.endpointOf': 'in process',
  'generator.capabilitiesOf': 'in process',
  'generator.expectedMicroUsd': 'in process',
  'generator.interpret': 'in process',
  'archiveReader.isArchive': 'in process',
  'pictureReader.typeOf': 'in process',
  'promptWriter.isConfigured': 'in process',
  'moderator.isConfigured': 'in process',
  'speechReader.isConfigured': 'in process',
  'webhookVerifier.keysFetchedAt': 'in process',
  'blobs.list': 'a stream, and outbound',
};

type Point = { before(): Promise<void>; after(): Promise<void> };
type Take = (name: string) => Point;
type Method = (...input: unknown[]) => unknown;
type Methods = Readonly<Record<string, Method>>;

/** Counts calls and strikes one. */
const failpoints = (plan: FaultPlan): Omit<FaultyPorts, 'ports'> & { take: Take } => {
  const calls: string[] = [];
  const begun = gate();
  const released = gate();
  let struck: string | undefined;

  const before = async (name: string): Promise<void> => {
    if (plan.mode === 'throw-before') throw failureOf(name, plan);
    if (plan.mode !== 'hang') return;
    begun.open();
    await released.opened;
  };
  const after = async (name: string): Promise<void> => {
    if (plan.mode === 'throw-after') throw failureOf(name, plan);
    if (plan.mode === 'kill') await plan.kill?.(name);
  };
  const untouched: Point = { before: async () => undefined, after: async () => undefined };

  return {
    calls: () => calls,
    struck: () => struck,
    hanging: begun.opened,
    release: released.open,
    take: (name) => {
      calls.push(name);
      if (calls.length !== plan.at) return untouched;
      struck = name;
      return { before: () => before(name), after: () => after(name) };
    },
  };
};

const gate = (): { open: () => void; opened: Promise<void> } => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

const watchedPort = (name: string, port: Methods, take: Take): Methods =>
  Object.fromEntries(
    Object.entries(port).map(([method, call]) => [
      method,
      watchedMethod(`${name}.${method}`, call, take),
    ]),
  );

const watchedMethod = (name: string, call: Method, take: Take): Method => {
  if (name === 'blobs.list') return (...input) => watchedStream(name, call(...input), take);
  if (Object.hasOwn(answersAtOnce, name)) return call;
  return async (...input) => {
    const point = take(name);
    await point.before();
    const answer = await call(...input);
    await point.after();
    return isStream(answer) ? watchedStream(`${name}:content`, answer, take) : answer;
  };
};

const isStream = (answer: unknown): answer is ByteStream =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;

/** One point: before the first piece, or between it and what follows. */
async function* watchedStream(name: string, stream: unknown, take: Take): AsyncGenerator {
  const point = take(name);
  await point.before();
  let isFirst = true;
  for await (const piece of stream as AsyncIterable<unknown>) {
    yield piece;
    if (isFirst) await point.after();
    isFirst = false;
  }
}

const watchedUnitOfWork = (unitOfWork: UnitOfWork, take: Take): UnitOfWork => ({
  run: async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    let commit: Point | undefined;
    const value = await unitOfWork.run(async (transaction) => {
      const answer = await work(watchedStores(transaction, take));
      commit = take('commit');
      await commit.before();
      return answer;
    });
    await commit?.after();
    return value;
  },
  read: (work) => unitOfWork.read((reads) => work(watchedStores(reads, take))),
});

/** Those too that are made when they are asked for, and so are no properties of the transaction's own. */
const watchedStores = <Stores extends Reads>(stores: Stores, take: Take): Stores => {
  const watched: Record<string, Methods> = {};
  for (const name in stores) {
    watched[name] = watchedPort(name, stores[name] as unknown as Methods, take);
  }
  return watched as unknown as Stores;
};

const codes: Readonly<Record<string, PortErrorCode>> = {
  blobs: 'storage.unavailable',
  trainer: 'provider.unavailable',
  generator: 'provider.unavailable',
  webhookVerifier: 'provider.unavailable',
  fetcher: 'fetch.failed',
  providerFiles: 'provider.unavailable',
  files: 'file.unavailable',
  photoReader: 'file.unavailable',
  pictureReader: 'storage.unavailable',
  pictureSheets: 'storage.unavailable',
  styleCatalog: 'storage.unavailable',
  notifier: 'messenger.unavailable',
};

/** A port keeps its promises also when it fails: only `provider.outcome-unknown` may have been accepted. */
const failureOf = (name: string, { mode, error }: FaultPlan): Error => {
  if (error === 'defect') return new Error(`planted at ${name}`);
  const isSubmit = name === 'trainer.submit' || name === 'generator.submit';
  if (isSubmit && mode === 'throw-after') {
    return new PortError('provider.outcome-unknown', `planted at ${name}`, { retryable: false });
  }
  const code = codes[name.split('.')[0] ?? ''] ?? 'database.unavailable';
  return new PortError(code, `planted at ${name}`, { retryable: true });
};
