export type GroupCommitOptions<Entry, Answer> = {
  /** Stores all entries or none; answers in their order. */
  readonly commit: (entries: readonly Entry[]) => Promise<readonly Answer[]>;
  /** Whether a failure may be one entry's own fault: then each is tried by itself. */
  readonly mayBeOfOne: (error: unknown) => boolean;
  /** How much of `largest` an entry takes. */
  readonly sizeOf: (entry: Entry) => number;
  /** What is told to those who cannot wait: because too many do, or because it takes too long. */
  readonly shed: (reason: 'full' | 'late') => Error;
  readonly limits: GroupLimits;
};

export type GroupLimits = {
  /** Groups that are committed at the same time. */
  readonly groups: number;
  /** Entries, and their size together, in one group. */
  readonly most: number;
  readonly largest: number;
  /** Entries, and their size together, that wait for a group. */
  readonly mostWaiting: number;
  readonly largestWaiting: number;
  /** Nobody waits longer. */
  readonly patienceMs: number;
};

type Waiting<Entry, Answer> = {
  readonly entry: Entry;
  readonly size: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
};

/**
 * Lets those who come while a commit is under way share the next one. Who comes alone is committed
 * at once; each is answered after its own commit.
 */
export const groupCommit = <Entry, Answer>(
  options: GroupCommitOptions<Entry, Answer>,
): ((entry: Entry) => Promise<Answer>) => {
  const { limits, sizeOf, shed } = options;
  const line = waitingLine<Entry, Answer>(limits);
  let underWay = 0;

  const start = (): void => {
    while (underWay < limits.groups && line.isWaiting()) {
      const group = line.nextGroup();
      underWay += 1;
      void settledWithin(limits.patienceMs * 1.1, commitGroup(options, group)).finally(() => {
        underWay -= 1;
        start();
      });
    }
  };

  return (entry) => {
    const size = sizeOf(entry);
    if (line.isFull(size)) return Promise.reject(shed('full'));
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const one = { entry, size, resolve, reject };
    const late = setTimeout(() => {
      line.leave(one);
      reject(shed('late'));
    }, limits.patienceMs);
    line.enter(one);
    start();
    return promise.finally(() => clearTimeout(late));
  };
};

/** Those who wait for a group, the first first. */
const waitingLine = <Entry, Answer>(limits: GroupLimits) => {
  const waiting = new Set<Waiting<Entry, Answer>>();
  let together = 0;
  const leave = (one: Waiting<Entry, Answer>): void => {
    if (waiting.delete(one)) together -= one.size;
  };
  return {
    isWaiting: () => waiting.size > 0,
    isFull: (size: number) =>
      waiting.size >= limits.mostWaiting || together + size > limits.largestWaiting,
    enter: (one: Waiting<Entry, Answer>): void => {
      waiting.add(one);
      together += one.size;
    },
    leave,
    nextGroup: (): Waiting<Entry, Answer>[] => {
      const group: Waiting<Entry, Answer>[] = [];
      let size = 0;
      for (const one of waiting) {
        size += one.size;
        if (group.length > 0 && (group.length >= limits.most || size > limits.largest)) break;
        group.push(one);
        leave(one);
      }
      return group;
    },
  };
};

const commitGroup = async <Entry, Answer>(
  options: GroupCommitOptions<Entry, Answer>,
  group: readonly Waiting<Entry, Answer>[],
): Promise<void> => {
  try {
    const answers = await options.commit(group.map(({ entry }) => entry));
    for (const [at, answer] of answers.entries()) group[at]?.resolve(answer);
  } catch (error) {
    if (group.length > 1 && options.mayBeOfOne(error)) {
      for (const one of group) await commitGroup(options, [one]);
      return;
    }
    const reason = error instanceof Error ? error : new Error('a commit failed', { cause: error });
    for (const one of group) one.reject(reason);
  }
};

/**
 * A commit that hangs keeps no place, once those who came before it hung have given up: whoever comes
 * then tries on another connection.
 */
const settledWithin = (ms: number, work: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
