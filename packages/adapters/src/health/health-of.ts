import type { HealthCheck } from '@aisha/core';
import { failingChecks } from './failing-checks.ts';

export type Health = {
  /** Away, and nothing can be done without them. */
  readonly failing: readonly string[];
  /** Away, and work goes on without them. */
  readonly degraded: readonly string[];
};

/** How everything is that a process needs, by name; asked all at once, for 2 s at most. */
export const healthOf = async (checks: readonly HealthCheck[]): Promise<Health> => {
  const away = await failingChecks(checks);
  const optional = new Set(checks.filter((one) => one.optional).map(({ name }) => name));
  return {
    failing: away.filter((name) => !optional.has(name)),
    degraded: away.filter((name) => optional.has(name)),
  };
};

/** What a page of health says: the status for a balancer, and the names for whoever looks. */
export const healthAnswer = (
  { failing, degraded }: Health,
  well: string,
): { readonly status: 200 | 503; readonly body: Record<string, unknown> } => {
  const rest = degraded.length > 0 ? { degraded } : {};
  return failing.length > 0
    ? { status: 503, body: { status: 'failing', failing, ...rest } }
    : { status: 200, body: { status: well, ...rest } };
};
