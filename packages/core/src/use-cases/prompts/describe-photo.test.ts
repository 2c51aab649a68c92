import { describe, expect, it } from 'vitest';
import type { PromptDraftId } from '../../shared/ids.ts';
import { draftLimits } from '../../domain/prompt-draft/prompt-draft.ts';
import { freshId } from '../../testing/index.ts';
import { granted } from '../../testing/world/a-world.ts';
import { drafting, source } from '../../testing/world/drafting.ts';

describe('a draft', () => {
  it('is refused where there is nobody to write it', async () => {
    const { aisha, ports, own } = await drafting();
    ports.promptWriter.removed();
    ports.speechReader.removed();
    const refusal = { ok: false, refusal: { code: 'assistant.not-configured' } };
    expect(await aisha.describePhoto({ ...own, source })).toEqual(refusal);
    expect(await aisha.transcribeVoice({ ...own, source })).toEqual(refusal);
    const words = { ...own, prompt: 'in a garden', enhancement: 'light' } as const;
    expect(await aisha.improvePrompt(words)).toEqual(refusal);
  });
  it('is one, however often it is asked for, and its owner’s alone', async () => {
    const { aisha, ports, own, fromPhoto, person } = await drafting();
    const written = await fromPhoto('a face');
    const again = granted(await aisha.describePhoto({ ...own, source }));
    expect(again).toEqual(written);
    expect(ports.jobs.pending('draft.write')).toEqual([]);
    const other = await person();
    expect(await aisha.getDraft(own.id, other.id)).toBeUndefined();
    expect(await aisha.getDraft(own.id, own.userId)).toEqual(written);
    const theirs = { ...own, id: freshId<PromptDraftId>(), userId: other.id, source };
    expect(await aisha.describePhoto(theirs)).toMatchObject({
      refusal: { code: 'avatar.not-found' },
    });
  });
  it('is bounded in number: assistants cost us, and nobody credits', async () => {
    const { aisha, own } = await drafting();
    const ask = () => aisha.describePhoto({ ...own, id: freshId<PromptDraftId>(), source });
    for (let count = 0; count < draftLimits.perHour; count += 1) granted(await ask());
    expect(await ask()).toMatchObject({ refusal: { code: 'drafts.too-many' } });
  });
});
