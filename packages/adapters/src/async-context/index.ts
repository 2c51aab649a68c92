export { factsNow, withFacts } from './facts.ts';
