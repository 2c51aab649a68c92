import { describe, expect, it } from 'vitest';
import { granted } from '../../testing/world/a-world.ts';
import { drafting } from '../../testing/world/drafting.ts';

describe('better words', () => {
  it('stand beside the person’s own', async () => {
    const { aisha, ports, own, end } = await drafting();
    const order = { ...own, prompt: ' in a garden ', enhancement: 'cinematic' } as const;
    granted(await aisha.improvePrompt(order));
    expect(await end()).toMatchObject({
      original: 'in a garden',
      prompt: 'in a garden, film still, rim light, 35mm',
    });
    expect(ports.notifier.last('draft.written')).toMatchObject({ original: 'in a garden' });
  });

  it('of five thousand characters are cut at a word, so that they can be ordered', async () => {
    const { aisha, ports, own, end } = await drafting();
    ports.promptWriter.answerNext('soft morning light '.repeat(270));
    granted(await aisha.improvePrompt({ ...own, prompt: 'in a garden', enhancement: 'light' }));
    const { prompt = '' } = (await end()) ?? {};
    expect(prompt.length).toBeLessThanOrEqual(2000);
    expect(prompt.length).toBeGreaterThan(1900);
    expect(prompt).toMatch(/(soft|morning|light)$/u);
  });

  it('are not made of what may not be ordered', async () => {
    const { aisha, own } = await drafting();
    const refused = await aisha.improvePrompt({
      ...own,
      prompt: 'a nude man',
      enhancement: 'light',
    });
    expect(refused).toMatchObject({ refusal: { code: 'prompt.refused', category: 'sexual' } });
  });
});
