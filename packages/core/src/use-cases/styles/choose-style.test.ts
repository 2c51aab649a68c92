import { describe, expect, it } from 'vitest';
import { freshId, aStyle } from '../../testing/index.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';
import type { GenerationId } from '../../shared/ids.ts';

describe('choosing a style', () => {
  it('is the beginning of an order in its words, shape and number', async () => {
    const { aisha, ready, look, ports } = aWorld();
    ports.styleCatalog.offer([
      aStyle({
        id: 'sea',
        aspectRatio: '4:3',
        count: 2,
        prompts: {
          portrait: { template: 'on a beach, {subject}', strength: 0.8, guidanceScale: 5 },
        },
      }),
    ]);
    const { id: avatarId, userId } = await ready();
    const chosen = granted(await aisha.chooseStyle('sea', avatarId, userId));
    expect(chosen).toMatchObject({
      prompt: 'on a beach, a woman',
      aspectRatio: '4:3',
      count: 2,
    });
    const id = freshId<GenerationId>();
    const { prompt, aspectRatio, count } = chosen;
    const order = { id, userId, avatarId, prompt, aspectRatio, count, styleId: 'sea' };
    granted(await aisha.requestGeneration(order));
    const { request, styleName } = look.generation(id);
    expect(request.fullPrompt).toMatch(/^on a beach, TOK\w{6}, a woman$/u);
    expect(request).toMatchObject({ strength: 0.8, guidanceScale: 5 });
    expect(styleName).toMatchObject({ emoji: '🎨' });
  });

  it('leaves other words under its name as they are', async () => {
    const { aisha, ready, look } = aWorld();
    const { id: avatarId, userId } = await ready();
    const id = freshId<GenerationId>();
    const prompt = 'something else altogether';
    const order = { id, userId, avatarId, prompt, aspectRatio: '1:1', count: 1 } as const;
    granted(await aisha.requestGeneration({ ...order, styleId: 'film-noir' }));
    expect(look.generation(id).request.fullPrompt).toMatch(
      /^a photo of TOK\w{6}, a woman, something else altogether$/u,
    );
  });

  it('is refused where there is none, where it does not suit, and for what is not one’s own', async () => {
    const { aisha, ready, draft, person, ports } = aWorld();
    const { id: avatarId, userId } = await ready();
    const codeOf = async (...of: Parameters<typeof aisha.chooseStyle>) => {
      const answer = await aisha.chooseStyle(...of);
      return answer.ok ? 'ok' : answer.refusal.code;
    };
    expect(await codeOf('nowhere', avatarId, userId)).toBe('style.not-found');
    const { id: stranger } = await person();
    expect(await codeOf('film-noir', avatarId, stranger)).toBe('avatar.not-found');
    const { id: draftId } = await draft({ userId });
    expect(await codeOf('film-noir', draftId, userId)).toBe('avatar.not-ready');
    ports.styleCatalog.offer([
      aStyle({ id: 'art', prompts: { artistic: { template: '{subject} in oil' } } }),
    ]);
    expect(await codeOf('art', avatarId, userId)).toBe('style.unfit');
  });
});
