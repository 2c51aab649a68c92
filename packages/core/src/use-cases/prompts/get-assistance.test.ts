import { expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

it('what help there is follows what is configured', () => {
  const { aisha, ports } = aWorld();
  const all = { photos: true, words: true, voice: true, moderation: true };
  expect(aisha.getAssistance()).toEqual(all);
  ports.speechReader.removed();
  ports.moderator.removed();
  expect(aisha.getAssistance()).toEqual({ ...all, voice: false, moderation: false });
  ports.promptWriter.removed();
  expect(aisha.getAssistance()).toMatchObject({ photos: false, words: false });
});
