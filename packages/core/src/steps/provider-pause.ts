import {
  accountScope,
  isOpen,
  needsOperator,
  passageThrough,
  pauseAfter,
  unclaimed,
  type OpenPause,
  type PauseScope,
  type ProviderPause,
  type Refusal,
} from '../domain/pause/provider-pause.ts';
import type { Ports } from '../ports/ports.ts';
import type { Reads, Transaction } from '../ports/unit-of-work.ts';
import { clearAlarm, raiseAlarm } from './raise-alarm.ts';

type Pausing = Pick<Transaction, 'pauses' | 'alarms' | 'jobs'>;

/** With what a submission goes to the provider. */
export type Passed = {
  /** What was remembered of refusals: a success forgets it. */
  readonly scopes: readonly PauseScope[];
  /** What this one finds out for everybody. */
  readonly claims: readonly OpenPause[];
};

export type Gate =
  | ({ readonly open: true } & Passed)
  | { readonly open: false; readonly until: Date; readonly isProbed: boolean };

/** In this order they are locked, everywhere. */
const scopesOf = (endpoint: string): readonly PauseScope[] => [accountScope, endpoint];

export const pausesOf = (
  { pauses }: Pick<Reads, 'pauses'>,
  endpoint: string,
): Promise<readonly ProviderPause[]> => pauses.list(scopesOf(endpoint));

/** Lets a submission through, as one of many or as the one probe, or says when to come again. */
export const passGate = async (
  { unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>,
  endpoint: string,
  seen: readonly ProviderPause[],
): Promise<Gate> => {
  if (!seen.some(isOpen)) return { open: true, scopes: scopesIn(seen), claims: [] };
  return unitOfWork.run(async ({ pauses }): Promise<Gate> => {
    const known: ProviderPause[] = [];
    for (const scope of scopesOf(endpoint)) {
      const pause = await pauses.findForUpdate(scope);
      if (pause) known.push(pause);
    }
    const passage = passageThrough(known, clock.now());
    if (passage.pass === 'not-yet') {
      const isProbed = known.some(({ probingSince }) => probingSince !== undefined);
      return { open: false, until: passage.until, isProbed };
    }
    const claims = passage.pass === 'as-probe' ? passage.claimed : [];
    for (const claim of claims) await pauses.save(claim);
    return { open: true, scopes: scopesIn(known), claims };
  });
};

const scopesIn = (pauses: readonly ProviderPause[]): PauseScope[] =>
  pauses.map(({ scope }) => scope);

/** Remembers a refusal for everybody, and answers the pause where there is one now. */
export const noteRefusal = async (
  tx: Pausing,
  { claims }: Passed,
  refusal: Refusal,
  now: Date,
): Promise<OpenPause | undefined> => {
  const { scope } = refusal;
  const isProbe = claims.some((claim) => claim.scope === scope);
  const first = pauseAfter(undefined, refusal, { now, isProbe });
  if (first && (await tx.pauses.add(first))) return announced(tx, first, now);
  const known = await tx.pauses.findForUpdate(scope);
  const next = pauseAfter(known, refusal, { now, isProbe });
  if (!next) return isOpen(known) ? known : undefined;
  if (known) await tx.pauses.save(next);
  else await tx.pauses.add(next);
  return announced(tx, next, now);
};

const announced = async (
  tx: Pausing,
  pause: ProviderPause,
  now: Date,
): Promise<OpenPause | undefined> => {
  const { scope, reason } = pause;
  if (needsOperator(pause, now)) {
    await raiseAlarm(tx, { alarm: 'provider-paused', scope, reason }, now);
  }
  return isOpen(pause) ? pause : undefined;
};

/** The provider took something: whoever waits may go. */
export const liftPauses = async (tx: Pausing, { scopes }: Passed): Promise<void> => {
  for (const scope of scopes) {
    const lifted = await tx.pauses.delete(scope);
    if (!lifted) continue;
    await clearAlarm(tx, { alarm: 'provider-paused', scope, reason: lifted.reason });
  }
};

/** Nothing was asked after all: the next in line finds out. */
export const giveBackClaims = async (
  { pauses }: Pick<Transaction, 'pauses'>,
  { claims }: Passed,
  now: Date,
): Promise<void> => {
  for (const claim of claims) {
    const stored = await pauses.findForUpdate(claim.scope);
    if (isOpen(stored) && stored.probes === claim.probes) await pauses.save(unclaimed(stored, now));
  }
};
