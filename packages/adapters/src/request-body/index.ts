export { bodyRefusalStatus } from './body-refusal-status.ts';
export {
  BodyRefused,
  hasMuchLeft,
  readBodies,
  refusedByHead,
  type Bodies,
  type BodyLimits,
  type BodyRefusal,
} from './read-body.ts';
