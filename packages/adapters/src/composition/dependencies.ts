import type { HealthCheck } from '@aisha/core';
import { failingChecks } from '../health/index.ts';
import type { Dependency, Metrics } from '../prometheus/index.ts';

/** The same checks, which whoever watches is told of from now on. */
export const watched = (
  metrics: Pick<Metrics, 'watch'>,
  checks: readonly HealthCheck[],
): readonly HealthCheck[] => {
  metrics.watch(() => dependenciesOf(checks));
  return checks;
};

const dependenciesOf = async (checks: readonly HealthCheck[]): Promise<readonly Dependency[]> => {
  const away = new Set(await failingChecks(checks));
  return checks.map(({ name }) => ({ name, answers: !away.has(name) }));
};
