/** What one person's wallet ought to be, in a few numbers. Never changed in place. */
export type Model = {
  readonly available: number;
  readonly earned: number;
  readonly granted: ReadonlySet<string>;
  readonly holds: Readonly<Record<string, { readonly status: Status; readonly captured: number }>>;
};

type Status = 'held' | 'captured' | 'released' | 'expired';

/** What anybody can ask of the ledger. A hold's name says how much it is. */
export type Asked =
  | { readonly type: 'grant'; readonly amount: number; readonly key: string }
  | { readonly type: 'hold'; readonly hold: HoldName }
  | { readonly type: 'settle'; readonly hold: HoldName; readonly share: number }
  | { readonly type: 'expire'; readonly hold: HoldName };

export const amounts = { free: 0, small: 7, middle: 30, large: 100, other: 30 } as const;
export type HoldName = keyof typeof amounts;

export type Answer = 'posted' | 'already-posted' | 'insufficient';

export const nothing: Model = { available: 0, earned: 0, granted: new Set(), holds: {} };

/** What the share of a hold comes to, in whole credits. */
export const capturedOf = (hold: HoldName, share: number): number =>
  Math.floor((amounts[hold] * share) / 100);

export const answer = (model: Model, asked: Asked): readonly [Answer, Model] => {
  if (asked.type === 'grant') {
    const { amount, key } = asked;
    if (model.granted.has(key)) return ['already-posted', model];
    const granted = new Set([...model.granted, key]);
    return ['posted', { ...model, granted, available: model.available + amount }];
  }
  const { hold } = asked;
  const known = model.holds[hold];
  if (asked.type === 'hold') {
    if (known) return ['already-posted', model];
    if (amounts[hold] > model.available) return ['insufficient', model];
    const available = model.available - amounts[hold];
    return ['posted', { ...model, available, holds: holdsWith(model, hold, 'held', 0) }];
  }
  if (known?.status !== 'held') return ['already-posted', model];
  const captured = asked.type === 'settle' ? capturedOf(hold, asked.share) : 0;
  const back = captured > 0 ? 'captured' : 'released';
  const status = asked.type === 'expire' ? 'expired' : back;
  const available = model.available + amounts[hold] - captured;
  const earned = model.earned + captured;
  return [
    'posted',
    { ...model, available, earned, holds: holdsWith(model, hold, status, captured) },
  ];
};

const holdsWith = ({ holds }: Model, hold: HoldName, status: Status, captured: number) => ({
  ...holds,
  [hold]: { status, captured },
});

/** What is held, by the model. */
export const heldIn = ({ holds }: Model): number =>
  Object.entries(holds).reduce(
    (sum, [hold, { status }]) => (status === 'held' ? sum + amounts[hold as HoldName] : sum),
    0,
  );
