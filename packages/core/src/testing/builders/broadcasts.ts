import type { BroadcastId } from '../../shared/ids.ts';
import type { Broadcast } from '../../domain/broadcast/broadcast.ts';
import { builtAt, freshId } from './fresh.ts';

export const aBroadcast = (own: Partial<Broadcast> = {}): Broadcast => ({
  id: freshId<BroadcastId>(),
  status: 'sending',
  texts: { en: 'Hello {firstName}' },
  fallback: 'en',
  audience: {},
  people: 2,
  told: 0,
  skipped: 0,
  failed: 0,
  step: 0,
  attempts: 0,
  createdAt: builtAt,
  ...own,
});
