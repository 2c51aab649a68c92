import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person who agrees to new terms', () => {
  it('is recorded with their version and time', async () => {
    const { person, ports } = aWorld();
    const user = await person();
    const later = aWorld({ ...ports, policy: { ...defaultPolicy, consentVersion: '2030-01' } });
    ports.clock.advance(60_000);
    const renewed = await later.aisha.renewConsent(user);
    expect(renewed.consent).toEqual({ version: '2030-01', givenAt: ports.clock.now() });
    expect(ports.unitOfWork.committed().users.get(user.id)).toEqual(renewed);
  });

  it('who agreed to these very terms before keeps their first time', async () => {
    const { person, aisha, ports } = aWorld();
    const user = await person();
    ports.clock.advance(60_000);
    expect(await aisha.renewConsent(user)).toEqual(user);
  });
});
