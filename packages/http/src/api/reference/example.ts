import { resolved, type JsonSchema, type Schemas } from './json-schema.ts';

const uuid = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

const ofFormat: Readonly<Record<string, string>> = {
  uuid,
  'date-time': '2026-11-23T12:00:00.000Z',
  uri: 'https://client.test/aisha',
};

/** What a member of this name usually is. */
const ofName: Readonly<Record<string, unknown>> = {
  name: 'Ada',
  firstName: 'Ada',
  locale: 'en',
  consentVersion: '2026-11',
  prompt: 'a lighthouse in the evening',
  styleId: 'film-noir',
  avatarId: uuid,
  version: 1,
  price: 60,
  agreedPrice: 60,
  pricePerImage: 2,
  percent: 40,
  available: 240,
  held: 60,
  amount: -60,
  reason: 'training',
  width: 896,
  height: 1152,
  bytes: 184_320,
  seed: 42,
  count: 1,
  maxCount: 4,
  minCount: 10,
  accepted: 10,
  sent: 10,
  from: 3,
  to: 6,
  attempts: 1,
  lastAnswer: '200',
  photoNumber: 3,
  queuePosition: 2,
  url: 'https://client.test/aisha',
  secret: 'whsec_…',
  content: `/api/v1/users/ada/images/${uuid}/content`,
  body: '{"type":"training.succeeded","timestamp":"2026-11-23T12:00:00.000Z","data":{"userId":"ada"}}',
  nextCursor: 'AZmMHns6fBGdVS86S1xtfqzX2R8bWg',
};

/** What has to be given, and what would be in its place where it is left out. */
export const exampleOfAsked = (schema: JsonSchema, schemas: Schemas): unknown => {
  const { properties = {}, required = [], ...rest } = schema;
  const members = Object.entries(properties).filter(
    ([key, of]) => required.includes(key) || of.default !== undefined,
  );
  return exampleOf({ ...rest, properties: Object.fromEntries(members) }, schemas);
};

/** Something that a schema describes, with all its members. `name` is of the member that it is. */
export const exampleOf = (schema: JsonSchema, schemas: Schemas, name = ''): unknown => {
  const { type, properties, items, format, ...rest } = resolved(schema, schemas);
  if (rest.const !== undefined) return rest.const;
  if (rest.enum) return rest.default ?? rest.enum[0];
  if (properties) {
    const members = Object.entries(properties);
    return Object.fromEntries(members.map(([key, of]) => [key, exampleOf(of, schemas, key)]));
  }
  if (items) return [exampleOf(items, schemas)];
  if (format !== undefined && ofFormat[format] !== undefined) return ofFormat[format];
  return ofName[name] ?? rest.default ?? plainOf(type, rest.minimum);
};

const plainOf = (type: string | undefined, minimum = 0): unknown => {
  if (type === 'integer' || type === 'number') return Math.max(0, minimum);
  return type === 'boolean' ? true : 'ada';
};
