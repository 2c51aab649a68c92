import type { HealthCheck } from '../../ports/health.ts';
import { ok, rejects } from '../assert.ts';
import { casesOf, type Suite } from './suite.ts';

/** `breakDown` takes away what the check asks for; `repair` brings it back. */
export const healthContract = (
  suite: Suite<{
    health: HealthCheck;
    breakDown: () => Promise<void>;
    repair: () => Promise<void>;
  }>,
): void => {
  const test = casesOf(suite);

  test('it has a name and resolves while all is well', async ({ health }) => {
    ok(health.name.length > 0, 'no name');
    await health.check();
    await health.check();
  });

  test('it rejects while what it asks for is away, and recovers with it', async ({
    health,
    breakDown,
    repair,
  }) => {
    await health.check();
    await breakDown();
    await rejects(health.check());
    await repair();
    await health.check();
  });
};
