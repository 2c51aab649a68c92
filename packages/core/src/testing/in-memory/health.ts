import type { HealthCheck } from '../../ports/health.ts';

/** Healthy until a test says otherwise. */
export const fakeHealthCheck = (
  name: string,
  kind: Pick<HealthCheck, 'optional'> = {},
): HealthCheck & { setHealthy(healthy: boolean): void } => {
  let healthy = true;
  return {
    ...kind,
    name,
    setHealthy: (next) => void (healthy = next),
    check: async () => {
      if (!healthy) throw new Error(`${name} does not answer`);
    },
  };
};
