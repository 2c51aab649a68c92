import { describe, it } from 'vitest';
import type { AssistantControls } from '../contracts/assistant.ts';
import { moderatorContract } from '../contracts/moderator.contract.ts';
import { promptWriterContract } from '../contracts/prompt-writer.contract.ts';
import { speechReaderContract } from '../contracts/speech-reader.contract.ts';
import { plainPicture } from '../plain-picture.ts';
import { utf8 } from '../streams.ts';
import { fakeModerator, fakePromptWriter, fakeSpeechReader } from './assistant.ts';

const cleanup = async () => undefined;

type Fake = Pick<ReturnType<typeof fakeModerator>, 'failNext' | 'removed'>;

const controlsOf = ({ failNext }: Fake): AssistantControls => ({
  goAway: async (code) => failNext(1, code),
  comeBack: async () => failNext(0),
});

const removed = <F extends Fake>(fake: F): F => {
  fake.removed();
  return fake;
};

describe('fake prompt writer', () => {
  promptWriterContract({
    it,
    create: async () => {
      const writer = fakePromptWriter();
      return {
        writer,
        absent: removed(fakePromptWriter()),
        samples: {
          photo: plainPicture({ looks: 'somebody by the sea' }),
          empty: plainPicture({ looks: 'nothing' }),
          improper: plainPicture({ looks: 'improper' }),
        },
        improperPrompt: 'something improper',
        controls: {
          ...controlsOf(writer),
          answerNext: async (prompt: string) => writer.answerNext(prompt),
        },
        cleanup,
      };
    },
  });
});

describe('fake moderator', () => {
  moderatorContract({
    it,
    create: async () => {
      const moderator = fakeModerator();
      return {
        moderator,
        absent: removed(fakeModerator()),
        samples: {
          sexual: 'something improper',
          violent: 'something gruesome',
          photo: plainPicture(),
          sexualPhoto: plainPicture({ looks: 'improper' }),
        },
        controls: controlsOf(moderator),
        cleanup,
      };
    },
  });
});

describe('fake speech reader', () => {
  speechReaderContract({
    it,
    create: async () => {
      const reader = fakeSpeechReader();
      return {
        reader,
        absent: removed(fakeSpeechReader()),
        voiceOf: utf8,
        noise: utf8(' '),
        controls: controlsOf(reader),
        cleanup,
      };
    },
  });
});
