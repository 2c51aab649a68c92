import { isSchema, numberOf, resolve, typeOf, type JsonSchema } from './json-schema.ts';
import { choose, listFor, numberFor, stringFor } from './schema-words.ts';
import type { Topic } from './topic.ts';

type Filling = { root: JsonSchema; topic: Topic };

const maxDepth = 8;
const maxItems = 20;

const fillList = (schema: JsonSchema, name: string, depth: number, filling: Filling): unknown[] => {
  const { root, topic } = filling;
  const items = isSchema(schema['items']) ? schema['items'] : {};
  const words = listFor(name, topic);
  const wanted = Math.min(numberOf(schema['maxItems']) ?? 3, 3);
  const count = Math.min(maxItems, Math.max(numberOf(schema['minItems']) ?? 0, wanted));
  const plain = typeOf(resolve(items, root)) === 'string' && !items['enum'];
  const word = (index: number): string => words[index % Math.max(1, words.length)] ?? topic.title;
  return Array.from({ length: count }, (_, index) =>
    plain ? word(index) : fill(items, name, depth + 1, filling),
  );
};

const fillObject = (schema: JsonSchema, depth: number, filling: Filling): unknown =>
  Object.fromEntries(
    Object.entries(isSchema(schema['properties']) ? schema['properties'] : {}).map(
      ([name, each]) => [
        name,
        isSchema(each) ? fill(each, name.toLowerCase(), depth + 1, filling) : null,
      ],
    ),
  );

const fillType = (schema: JsonSchema, name: string, depth: number, filling: Filling): unknown => {
  switch (typeOf(schema)) {
    case 'object':
      return fillObject(schema, depth, filling);
    case 'array':
      return fillList(schema, name, depth, filling);
    case 'number':
    case 'integer':
      return numberFor(schema);
    case 'boolean':
      return /safe|ok|valid|allowed|suitable|success/.test(name) && !filling.topic.isPlain;
    case 'null':
      return null;
    default:
      return stringFor(name, filling.topic).slice(0, numberOf(schema['maxLength']) ?? 1_000);
  }
};

const fill = (given: JsonSchema, name: string, depth: number, filling: Filling): unknown => {
  if (depth > maxDepth) return null;
  const schema = resolve(given, filling.root);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return choose(schema['enum'], filling.topic);
  const options: unknown = schema['anyOf'];
  if (!Array.isArray(options)) return fillType(schema, name, depth, filling);
  const option: unknown = options.find((each) => isSchema(each) && each['type'] !== 'null');
  return isSchema(option) ? fill(option, name, depth + 1, filling) : null;
};

/** Makes a value that fits the schema, of what the topic has to say. */
export const fillSchema = (root: JsonSchema, topic: Topic): unknown =>
  fill(root, 'answer', 0, { root, topic });
