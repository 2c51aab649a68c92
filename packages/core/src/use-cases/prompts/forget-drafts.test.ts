import { expect, it } from 'vitest';
import { draftLimits } from '../../domain/prompt-draft/prompt-draft.ts';
import { drafting } from '../../testing/world/drafting.ts';

it('a draft that nobody used is forgotten after a week', async () => {
  const { aisha, ports, fromPhoto } = await drafting();
  await fromPhoto('a face');
  ports.clock.set(new Date(ports.clock.now().getTime() + draftLimits.keptMs + 1));
  await aisha.forgetDrafts();
  expect(ports.unitOfWork.committed().drafts.size).toBe(0);
});
