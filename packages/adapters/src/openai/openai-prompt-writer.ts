import {
  descriptionLength,
  hasForeignLetters,
  isPrompt,
  isTranslation,
  ok,
  plainLine,
  promptLength,
  refuse,
  type PromptWriter,
  type PromptWriterRefusal,
  type Result,
} from '@aisha/core';
import type { z } from 'zod';
import { ask, type Asked } from './ask.ts';
import { asMaterial, describing, improving } from './instructions.ts';
import type { OpenaiClient } from './openai-client.ts';
import { descriptionSchema, promptSchema, translationSchema } from './openai-schemas.ts';

export type OpenaiPromptWriterOptions = {
  /** Undefined where there is no account: then it says so. */
  readonly client: OpenaiClient | undefined;
  /** One that sees pictures and answers by a schema. */
  readonly model: string;
};

const absent = { code: 'assistant.not-configured' } as const;
const unreadable = { code: 'assistant.unreadable' } as const;

/** Photos go out at low detail and nothing is stored on the other side. */
export const openaiPromptWriter = ({ client, model }: OpenaiPromptWriterOptions): PromptWriter => {
  type Question<Schema extends z.ZodType> = Omit<Parameters<typeof ask<Schema>>[1], 'model'>;
  const answerTo = async <Schema extends z.ZodType>(
    question: Question<Schema>,
  ): Promise<Asked<z.output<Schema>>> =>
    client ? ask(client, { ...question, model }) : refuse(absent);
  return {
    isConfigured: () => client !== undefined,
    describe: async ({ photo, locale }) => {
      const answered = await answerTo({
        operation: 'describe',
        instructions: describing(locale),
        text: 'Describe this photo.',
        photo,
        schema: descriptionSchema,
      });
      if (!answered.ok) return answered;
      const { hasSuitableContent, analysis, prompt } = answered.value;
      if (!hasSuitableContent) return refuse(unreadable);
      const line = promptIn(prompt);
      const said = plainLine(analysis, descriptionLength);
      return line.ok && said !== ''
        ? ok({ analysis: said, prompt: line.value })
        : refuse(unreadable);
    },
    improve: async ({ prompt, enhancement }) => {
      const question = {
        operation: 'improve',
        instructions: improving(enhancement),
        text: asMaterial(prompt),
      } as const;
      if (enhancement === 'off') {
        const answered = await answerTo({ ...question, schema: translationSchema });
        if (!answered.ok) return answered;
        const { language, translation } = answered.value;
        // A model that is asked for what it has already tends to write it anew.
        if (/^en\b/iu.test(language) && !hasForeignLetters(prompt)) return ok(prompt);
        return promptIn(translation, (answer) => isTranslation(answer, prompt));
      }
      const answered = await answerTo({ ...question, schema: promptSchema });
      return answered.ok ? promptIn(answered.value.prompt) : answered;
    },
  };
};

const promptIn = (answer: string, isAnswer = isPrompt): Result<string, PromptWriterRefusal> => {
  const prompt = plainLine(answer, promptLength.max);
  return isAnswer(prompt) ? ok(prompt) : refuse(unreadable);
};
