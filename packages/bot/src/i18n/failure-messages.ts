import type { RunFailureCode } from '@aisha/core';
import type { MessageKey } from './translate.ts';

/** What a person reads for each way a paid run can fail: what it was, and what to do. */
export const failureMessages = {
  'provider.failed': 'failure.provider',
  'provider.unavailable': 'failure.provider',
  'provider.timeout': 'failure.timeout',
  'provider.no-result': 'failure.no-result',
  'content.blocked': 'failure.content',
  'content.unjudged': 'failure.unjudged',
  'photos.no-face': 'failure.no-face',
  'photos.unreadable': 'failure.unreadable',
  'photos.too-few': 'failure.too-few',
  'photos.bad-format': 'failure.bad-format',
  'input.rejected': 'failure.input',
  'deadline.passed': 'failure.timeout',
} as const satisfies Record<RunFailureCode, MessageKey>;
