export { factsNow, learn, withFacts } from './facts.ts';
