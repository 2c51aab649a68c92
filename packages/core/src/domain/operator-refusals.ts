import type { SupportRefusal } from './operator/support-refusals.ts';

/** What operators alone are refused with: only the command line answers these. */
export type OperatorRefusal =
  | { readonly code: 'job.not-found' }
  /** There is none, or it was revoked before. */
  | { readonly code: 'api-key.not-found' }
  | { readonly code: 'hook-message.not-found' }
  /** It runs in this moment: whoever runs it decides what becomes of it. */
  | { readonly code: 'job.running' }
  | { readonly code: 'job.ended' }
  | { readonly code: 'queue.not-paused' }
  | { readonly code: 'queue.paused-already' }
  | SupportRefusal;

export type OperatorRefusalCode = OperatorRefusal['code'];
