import { describe, expect, it } from 'vitest';
import {
  isOpen,
  needsOperator,
  passageThrough,
  pauseAfter,
  refusalOf,
  unclaimed,
  type OpenPause,
  type PauseReason,
  type ProviderPause,
} from './provider-pause.ts';

const start = new Date('2026-11-22T12:00:00.000Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);
const refusal = (reason: PauseReason, retryAfterMs?: number) => ({
  scope: reason === 'unavailable' ? 'fake/trainer' : 'account',
  reason,
  retryAfterMs,
});
const refused = (
  known: ProviderPause | undefined,
  reason: PauseReason,
  { at = start, isProbe = false, retryAfterMs = 0 } = {},
) => pauseAfter(known, refusal(reason, retryAfterMs), { now: at, isProbe });

const opened = (reason: PauseReason): OpenPause => {
  let pause: ProviderPause | undefined;
  for (let refusals = 0; refusals < 5 && !isOpen(pause); refusals += 1) {
    pause = refused(pause, reason);
  }
  if (!isOpen(pause)) throw new Error('it never opened');
  return pause;
};

/** Lets probes through as soon as may be, all refused; answers the seconds between them. */
const probed = (pause: OpenPause, times: number): number[] => {
  let [known, at]: [OpenPause, Date] = [pause, start];
  return Array.from({ length: times }, () => {
    const waited = known.nextProbeAt.getTime() - at.getTime();
    at = known.nextProbeAt;
    const passage = passageThrough([known], at);
    if (passage.pass !== 'as-probe') throw new Error(passage.pass);
    known = refused(passage.claimed[0], known.reason, { at, isProbe: true }) as OpenPause;
    return waited / 1000;
  });
};

describe('a refusal', () => {
  it.each(['balance-exhausted', 'unauthorized'] as const)('for %s pauses all at once', (reason) => {
    expect(refused(undefined, reason)).toEqual({
      scope: 'account',
      reason,
      since: start,
      refusals: 1,
      probes: 0,
      nextProbeAt: after(30),
    });
  });

  it('for want of a provider pauses its endpoint after five in a row', () => {
    let pause: ProviderPause | undefined;
    for (const refusals of [1, 2, 3, 4]) {
      pause = refused(pause, 'unavailable', { at: after(refusals) });
      expect(pause).toMatchObject({ scope: 'fake/trainer', refusals, since: after(1) });
      expect(isOpen(pause)).toBe(false);
    }
    pause = refused(pause, 'unavailable', { at: after(9) });
    expect(pause).toMatchObject({ since: after(9), nextProbeAt: after(14) });
  });

  it('of something that was on its way changes nothing', () => {
    expect(refused(opened('balance-exhausted'), 'balance-exhausted', { at: after(3) })).toBe(
      undefined,
    );
  });

  it('that says how long waits as long', () => {
    const pause = refused(undefined, 'balance-exhausted', { retryAfterMs: 90_000 });
    expect(pause?.nextProbeAt).toEqual(after(90));
  });

  it.each([
    ['provider.balance-exhausted', 'account', 'balance-exhausted'],
    ['provider.unauthorized', 'account', 'unauthorized'],
    ['provider.unavailable', 'fake/trainer', 'unavailable'],
    ['provider.rate-limited', 'fake/trainer', 'unavailable'],
    ['provider.outcome-unknown', 'fake/trainer', 'unavailable'],
  ] as const)('%s is of %s', (code, scope, reason) => {
    expect(refusalOf({ code, retryAfterMs: undefined }, 'fake/trainer')).toMatchObject({
      scope,
      reason,
    });
  });

  it.each(['provider.rejected', 'storage.corrupt', 'database.unavailable'] as const)(
    '%s says nothing of the provider',
    (code) => {
      expect(refusalOf({ code, retryAfterMs: undefined }, 'fake/trainer')).toBe(undefined);
    },
  );
});

describe('a pause', () => {
  it('lets nothing through before its time, and says when', () => {
    const pause = opened('balance-exhausted');
    expect(passageThrough([pause], after(29))).toEqual({ pass: 'not-yet', until: after(30) });
  });

  it('lets one through then; who comes after asks again in a moment', () => {
    const pause = opened('balance-exhausted');
    const passage = passageThrough([pause], after(30));
    if (passage.pass !== 'as-probe') throw new Error(passage.pass);
    const [claimed] = passage.claimed;
    expect(claimed).toMatchObject({ probes: 1, probingSince: after(30), nextProbeAt: after(90) });
    expect(passageThrough(passage.claimed, after(31))).toEqual({
      pass: 'not-yet',
      until: after(34),
    });
  });

  it('lets the next one through where the probe never came back', () => {
    const passage = passageThrough([opened('balance-exhausted')], after(30));
    if (passage.pass !== 'as-probe') throw new Error(passage.pass);
    expect(passageThrough(passage.claimed, after(90)).pass).toBe('as-probe');
  });

  it('of the account is probed at widening intervals, at least every two minutes', () => {
    expect(probed(opened('balance-exhausted'), 5)).toEqual([30, 60, 120, 120, 120]);
  });

  it('of an endpoint is probed at shorter ones', () => {
    expect(probed(opened('unavailable'), 7)).toEqual([5, 10, 20, 30, 60, 60, 60]);
  });

  it('whose probe asked nothing is for the next in line', () => {
    const passage = passageThrough([opened('balance-exhausted')], after(30));
    if (passage.pass !== 'as-probe') throw new Error(passage.pass);
    const [claimed] = passage.claimed;
    expect(passageThrough([unclaimed(claimed!, after(31))], after(31)).pass).toBe('as-probe');
  });

  it('of two that both stand in the way holds until both let through', () => {
    const account = opened('balance-exhausted');
    const endpoint = opened('unavailable');
    expect(passageThrough([account, endpoint], after(6))).toEqual({
      pass: 'not-yet',
      until: after(30),
    });
    const passage = passageThrough([account, endpoint], after(31));
    if (passage.pass !== 'as-probe') throw new Error(passage.pass);
    expect(passage.claimed.map(({ scope }) => scope)).toEqual(['account', 'fake/trainer']);
  });

  it('that is only being counted towards stands in nobody’s way', () => {
    const counted = refused(undefined, 'unavailable');
    expect(passageThrough([counted!], start)).toEqual({ pass: 'freely' });
  });
});

describe('an operator', () => {
  it.each(['balance-exhausted', 'unauthorized'] as const)('is needed at once for %s', (reason) => {
    expect(needsOperator(opened(reason), start)).toBe(true);
  });

  it('is needed for a provider that stays away two minutes', () => {
    const pause = opened('unavailable');
    expect(needsOperator(pause, after(119))).toBe(false);
    expect(needsOperator(pause, after(120))).toBe(true);
  });

  it('is not needed for refusals that paused nothing', () => {
    expect(needsOperator(refused(undefined, 'unavailable')!, after(3600))).toBe(false);
  });
});
