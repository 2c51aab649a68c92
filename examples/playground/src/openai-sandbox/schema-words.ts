import { numberOf, type JsonSchema } from './json-schema.ts';
import type { Topic } from './topic.ts';

export const stringFor = (name: string, topic: Topic): string => {
  const wanted: [RegExp, string][] = [
    [/translation/, topic.description],
    [/negative/, 'blurry, deformed hands, watermark, text'],
    [/prompt|enhanced|improved|translat|result|text|answer/, topic.prompt],
    [/title|name|label/, topic.title],
    [/lang|locale/, topic.language],
    [/orient|ratio|aspect|format|composition/, topic.orientation],
    [/light|mood|atmosphere/, topic.lighting],
    [/colou?r|palette/, topic.colors.join(', ') || 'natural colours'],
    [/style/, 'photorealistic'],
  ];
  return wanted.find(([pattern]) => pattern.test(name))?.[1] ?? topic.description;
};

export const listFor = (name: string, topic: Topic): string[] =>
  /colou?r|palette/.test(name) && topic.colors.length > 0 ? topic.colors : topic.tags;

export const numberFor = (schema: JsonSchema): number => {
  const lowest = numberOf(schema['minimum']) ?? 0;
  const highest = numberOf(schema['maximum']) ?? 1;
  const wanted = lowest + (Math.max(lowest, highest) - lowest) * 0.8;
  return schema['type'] === 'integer' ? Math.ceil(wanted) : wanted;
};

/** The choice that the topic speaks of, or the first. */
export const choose = (choices: unknown[], topic: Topic): unknown => {
  const words = `${topic.orientation} ${topic.lighting} ${topic.tags.join(' ')} ${topic.language}`;
  return (
    choices.find((choice) => typeof choice === 'string' && words.includes(choice)) ?? choices[0]
  );
};
