import type { Leadership, StopSignal } from '../../ports/leadership.ts';

export type InMemoryLeadership = Leadership & {
  /** Takes a role from whoever leads, as the loss of a shared store does; the next in line follows. */
  depose(role: string): void;
};

type Candidate = {
  readonly lead: (signal: StopSignal) => Promise<void>;
  abort: () => void;
  ended: Promise<void>;
  terms: number;
};

/** A task that keeps ending by itself would lead for ever; a test wants an end. */
const maxTerms = 100;

/** Leads in the order of campaigning; who has led goes to the end of the line. Processes that share this object share the roles. */
export const inMemoryLeadership = (): InMemoryLeadership => {
  const lines = new Map<string, Set<Candidate>>();
  const leaders = new Map<string, Candidate>();

  const lineOf = (role: string): Set<Candidate> => {
    const line = lines.get(role) ?? new Set();
    lines.set(role, line);
    return line;
  };

  const begin = (role: string): void => {
    const [next] = lineOf(role);
    if (leaders.has(role) || !next || next.terms >= maxTerms) return;
    next.terms += 1;
    leaders.set(role, next);
    next.ended = serve(role, next);
  };

  const serve = async (role: string, candidate: Candidate): Promise<void> => {
    const { signal, abort } = stopSignal();
    candidate.abort = abort;
    await candidate.lead(signal).catch(() => undefined);
    leaders.delete(role);
    if (lineOf(role).delete(candidate)) lineOf(role).add(candidate);
    begin(role);
  };

  return {
    campaign: (role, lead) => {
      const candidate: Candidate = {
        lead,
        abort: () => undefined,
        ended: Promise.resolve(),
        terms: 0,
      };
      lineOf(role).add(candidate);
      begin(role);
      return {
        stop: async () => {
          lineOf(role).delete(candidate);
          candidate.abort();
          await candidate.ended;
        },
      };
    },
    depose: (role) => leaders.get(role)?.abort(),
  };
};

/** `AbortController` belongs to the host, and core has none. */
const stopSignal = (): { signal: StopSignal; abort: () => void } => {
  const listeners = new Set<() => void>();
  let aborted = false;
  return {
    signal: {
      get aborted() {
        return aborted;
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
    },
    abort: () => {
      if (aborted) return;
      aborted = true;
      for (const listener of listeners) listener();
    },
  };
};
