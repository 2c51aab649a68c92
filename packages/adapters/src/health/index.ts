export { failingChecks } from './failing-checks.ts';
