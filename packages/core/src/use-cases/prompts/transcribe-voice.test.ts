import { describe, expect, it } from 'vitest';
import { utf8 } from '../../testing/index.ts';
import { granted } from '../../testing/world/a-world.ts';
import { drafting, source } from '../../testing/world/drafting.ts';

describe('a prompt from a voice message', () => {
  it('is what was said', async () => {
    const { aisha, ports, own, end } = await drafting();
    ports.files.offer(source, utf8('портрет в саду'));
    granted(await aisha.transcribeVoice({ ...own, source }));
    expect(await end()).toMatchObject({ status: 'written', prompt: 'портрет в саду' });
  });

  it('of silence fails as unreadable', async () => {
    const { aisha, ports, own, end } = await drafting();
    ports.files.offer(source, utf8(' '));
    granted(await aisha.transcribeVoice({ ...own, source }));
    expect(await end()).toMatchObject({ failure: 'assistant.unreadable' });
  });
});
