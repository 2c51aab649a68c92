import { invalidApiKey, OpenaiApiError } from './errors.ts';

export type OpenaiFault = (
  | { kind: 'rate-limit'; retryAfterSeconds?: number }
  /** 429 like a rate limit, but waiting does not help: the account has no money. */
  | { kind: 'insufficient-quota' }
  | { kind: 'server-error'; status?: number }
  /** The key was taken back. */
  | { kind: 'unauthorized' }
  /** The model answers this: in the place of a prompt, or as all that it says, whatever was asked. */
  | { kind: 'answer'; prompt?: string; whole?: string }
  /** The connection is cut without an answer. */
  | { kind: 'drop' }
  | { kind: 'slow'; delayMs: number }
  /** 200 with a body that is no JSON, as a broken proxy gives. */
  | { kind: 'garbage' }
) & {
  /** How many calls it spoils; 1 unless told. */
  times?: number;
  /** Only calls whose path ends so, such as `/moderations`. */
  path?: string;
};

/** What the model was told to answer. */
export type Told = { prompt?: string; whole?: string };

export type OpenaiFaults = {
  add: (fault: OpenaiFault) => void;
  clear: () => void;
};

/** The fault the next call of this path meets, used up by being taken. */
export type TakeFault = (path: string) => OpenaiFault | undefined;

export const createFaults = (): { faults: OpenaiFaults; take: TakeFault } => {
  let waiting: { fault: OpenaiFault; left: number }[] = [];
  const take: TakeFault = (path) => {
    const entry = waiting.find(({ fault }) => path.endsWith(fault.path ?? ''));
    if (!entry) return undefined;
    entry.left -= 1;
    waiting = waiting.filter(({ left }) => left > 0);
    return entry.fault;
  };
  return {
    take,
    faults: {
      add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
      clear: () => void (waiting = []),
    },
  };
};

/** The answer a fault gives; undefined for those that are no answer. */
export const faultError = (fault: OpenaiFault): OpenaiApiError | undefined => {
  switch (fault.kind) {
    case 'rate-limit': {
      const seconds = String(fault.retryAfterSeconds ?? 1);
      return new OpenaiApiError(429, `Rate limit reached. Please try again in ${seconds}s.`, {
        type: 'requests',
        code: 'rate_limit_exceeded',
        headers: { 'retry-after': seconds },
      });
    }
    case 'insufficient-quota':
      return new OpenaiApiError(429, 'You exceeded your current quota.', {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      });
    case 'unauthorized':
      return invalidApiKey();
    case 'server-error':
      return new OpenaiApiError(fault.status ?? 500, 'The server had an error.', {
        type: 'server_error',
      });
    default:
      return undefined;
  }
};
