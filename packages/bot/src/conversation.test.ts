import { describe, expect, it } from 'vitest';
import { freshId } from '@aisha/core/testing';
import { idle, readConversation, type Conversation } from './conversation.ts';

const order = { step: 'ordering', orderId: freshId(), avatarId: freshId(), prompt: 'in a garden' };

describe('where a chat stands', () => {
  it('is read back from its JSON', () => {
    const conversations = [
      idle,
      { step: 'naming', avatarId: freshId(), kind: 'portrait', subject: 'woman' },
      { step: 'photos', avatarId: freshId() },
      { step: 'prompting', avatarId: freshId() },
      { ...order, count: 1 },
      { ...order, count: 4, ratio: '9:16' },
      { ...order, count: 1, ratio: '1:1', seed: 7, styleId: 'film-noir', likeImageId: freshId() },
      {
        step: 'prompting',
        avatarId: freshId(),
        kept: { seed: 2 ** 31 - 1, ratio: '3:4', count: 4 },
      },
      { step: 'selecting', facet: '', direction: '', cursor: '', chosen: [] },
      {
        step: 'selecting',
        facet: freshId(),
        direction: 'b',
        cursor: freshId(),
        chosen: Array.from({ length: 50 }, () => freshId()),
      },
    ] as Conversation[];
    for (const conversation of conversations) {
      expect(readConversation(JSON.parse(JSON.stringify(conversation)))).toEqual(conversation);
    }
  });

  it('starts over where what is stored makes no sense', () => {
    const nonsense = [
      undefined,
      null,
      '',
      'naming',
      7,
      [],
      {},
      { step: 'dancing' },
      { step: '__proto__' },
      { step: 'naming', avatarId: freshId(), kind: 'portrait' },
      { step: 'naming', avatarId: freshId(), kind: 'royal', subject: 'woman' },
      { step: 'photos', avatarId: 'anna' },
      { step: 'photos' },
      { ...order, count: 0 },
      { ...order, count: 1, seed: -1 },
      { step: 'prompting', avatarId: freshId(), kept: { seed: 7 } },
      { step: 'selecting', facet: '', direction: 'up', cursor: '', chosen: [] },
      {
        step: 'selecting',
        facet: '',
        direction: '',
        cursor: '',
        chosen: Array.from({ length: 51 }, () => freshId()),
      },
      { ...order, count: 5 },
      { ...order, count: 1, ratio: '2:1' },
      { ...order, count: 1, prompt: 'x'.repeat(4097) },
    ];
    for (const stored of nonsense) {
      expect(readConversation(stored), JSON.stringify(stored)).toEqual(idle);
    }
  });
});
