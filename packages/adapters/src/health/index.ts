export { failingChecks } from './failing-checks.ts';
export { healthAnswer, healthOf, type Health } from './health-of.ts';
