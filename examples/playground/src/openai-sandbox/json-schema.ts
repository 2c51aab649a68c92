/** The part of JSON Schema that strict structured outputs allow. */
export type JsonSchema = { [keyword: string]: unknown };

export const isSchema = (value: unknown): value is JsonSchema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** The type besides `null`, guessed where the schema leaves it out. */
export const typeOf = (schema: JsonSchema): unknown => {
  const type: unknown = schema['type'];
  if (Array.isArray(type)) return type.find((each) => each !== 'null');
  return type ?? (isSchema(schema['properties']) ? 'object' : 'string');
};

/** The schema itself, or the one in `root` that it refers to. */
export const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const target = reference
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), root);
  return isSchema(target) ? target : {};
};

/** What strict mode refuses: a property that is not required, an object open to others. */
export const strictProblem = (schema: unknown, path = 'schema'): string | undefined => {
  if (Array.isArray(schema)) {
    return schema.map((each, index) => strictProblem(each, `${path}.${index}`)).find(Boolean);
  }
  if (!isSchema(schema)) return undefined;
  const properties = schema['properties'];
  if (isSchema(properties)) {
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    const missing = Object.keys(properties).find((name) => !required.includes(name));
    if (missing !== undefined) return `In ${path}, 'required' must name '${missing}'.`;
    if (schema['additionalProperties'] !== false) {
      return `In ${path}, 'additionalProperties' must be false.`;
    }
  }
  return Object.entries(schema)
    .map(([key, each]) => strictProblem(each, `${path}.${key}`))
    .find(Boolean);
};
