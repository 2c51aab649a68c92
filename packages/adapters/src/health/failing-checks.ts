import type { HealthCheck } from '@aisha/core';

const patienceMs = 2000;

/** The names of the checks that fail, or take longer than 2 s. */
export const failingChecks = async (checks: readonly HealthCheck[]): Promise<string[]> =>
  (await Promise.all(checks.map(failureOf))).flatMap((name) => name ?? []);

const failureOf = async (one: HealthCheck): Promise<string | undefined> => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(reject, patienceMs, new Error('too slow')).unref();
  });
  return Promise.race([one.check(), late]).then(
    () => undefined,
    () => one.name,
  );
};
