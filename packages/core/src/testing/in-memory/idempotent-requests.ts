import type { Clock } from '../../ports/clock.ts';
import type {
  IdempotentRequest,
  IdempotentRequests,
  KeptAnswer,
} from '../../ports/idempotent-requests.ts';

type Row = {
  readonly id: string;
  readonly fingerprint: string;
  readonly begunAt: number;
  readonly leasedUntil: number;
  readonly answer?: KeptAnswer;
};

const nameOf = ({ clientId, key }: Pick<IdempotentRequest, 'clientId' | 'key'>): string =>
  `${clientId} ${key}`;

export const inMemoryIdempotentRequests = ({ clock }: { clock: Clock }): IdempotentRequests => {
  const rows = new Map<string, Row>();
  const now = (): number => clock.now().getTime();
  const change = (name: string, changed: Partial<Row>): void => {
    const row = rows.get(name);
    if (row) rows.set(name, { ...row, ...changed });
  };
  return {
    begin: async ({ leaseMs, ...request }) => {
      const { id, fingerprint } = request;
      const name = nameOf(request);
      const known = rows.get(name);
      const leasedUntil = now() + leaseMs;
      if (!known) {
        rows.set(name, { id, fingerprint, begunAt: now(), leasedUntil });
        return { state: 'begun', id };
      }
      if (known.fingerprint !== fingerprint) return { state: 'mismatch' };
      if (known.answer) return { state: 'answered', answer: known.answer };
      if (known.leasedUntil > now()) return { state: 'under-way' };
      change(name, { leasedUntil });
      return { state: 'begun', id: known.id };
    },
    finish: async (request, answer) => change(nameOf(request), { answer }),
    release: async (request) => change(nameOf(request), { leasedUntil: 0 }),
    forget: async ({ olderThanMs, limit }) => {
      const due = [...rows]
        .filter(([, { begunAt }]) => begunAt < now() - olderThanMs)
        .toSorted(([, one], [, other]) => one.begunAt - other.begunAt)
        .slice(0, limit);
      for (const [name] of due) rows.delete(name);
      return due.length;
    },
  };
};
