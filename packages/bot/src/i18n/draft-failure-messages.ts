import type { PromptDraftFailure } from '@aisha/core';
import type { MessageKey } from './translate.ts';

/** What a person reads where nothing could be written for them. */
export const draftFailureMessages = {
  'assistant.not-configured': 'refused.no-assistant',
  'assistant.declined': 'draft.failed.declined',
  'assistant.unreadable': 'draft.failed.unreadable',
  'assistant.down': 'draft.failed.down',
  'file.unreadable': 'draft.failed.file',
  'file.too-large': 'draft.failed.too-large',
  'content.refused': 'draft.failed.refused',
} as const satisfies Record<PromptDraftFailure, MessageKey>;
