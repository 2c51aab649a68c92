import { ok, plainLine, promptLength, refuse, type SpeechReader } from '@aisha/core';
import type { OpenaiClient } from './openai-client.ts';
import { apiErrorOf } from './openai-errors.ts';
import { transcriptionAnswer } from './openai-schemas.ts';

export type OpenaiSpeechReaderOptions = {
  /** Undefined where there is no account: then it says so. */
  readonly client: OpenaiClient | undefined;
  readonly model: string;
};

const unreadable = { code: 'assistant.unreadable' } as const;

/** The file's name tells its format; Telegram's OGG is taken as it is. */
export const openaiSpeechReader = ({ client, model }: OpenaiSpeechReaderOptions): SpeechReader => ({
  isConfigured: () => client !== undefined,
  transcribe: async ({ voice, locale }) => {
    if (!client) return refuse({ code: 'assistant.not-configured' });
    const text = await client.call('transcribe', async (api) => {
      const file = new File([Uint8Array.from(voice)], 'voice.ogg', { type: 'audio/ogg' });
      const language = /^[a-z]{2}$/u.test(locale) ? { language: locale } : {};
      try {
        return transcriptionAnswer.parse(
          await api.audio.transcriptions.create({ model, file, ...language }),
        ).text;
      } catch (error) {
        // Nothing but the recording can be wrong with it.
        if (apiErrorOf(error)?.status === 400) return '';
        throw error;
      }
    });
    const said = plainLine(text, promptLength.max);
    return said === '' ? refuse(unreadable) : ok(said);
  },
});
