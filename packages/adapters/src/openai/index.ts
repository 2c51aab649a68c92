export { openaiClient } from './openai-client.ts';
export type { OpenaiClient, OpenaiClientOptions } from './openai-client.ts';
export { openaiModerator } from './openai-moderator.ts';
export type { OpenaiModeratorOptions } from './openai-moderator.ts';
export { openaiPromptWriter } from './openai-prompt-writer.ts';
export type { OpenaiPromptWriterOptions } from './openai-prompt-writer.ts';
export { openaiSpeechReader } from './openai-speech-reader.ts';
export type { OpenaiSpeechReaderOptions } from './openai-speech-reader.ts';
