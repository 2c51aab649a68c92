/** As much of JSON Schema as the description is made of. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
};

export type Schemas = Readonly<Record<string, JsonSchema>>;

/** The name of what is referred to. */
export const refIn = ({ $ref }: JsonSchema): string | undefined => $ref?.split('/').at(-1);

export const resolved = (schema: JsonSchema, schemas: Schemas): JsonSchema => {
  const name = refIn(schema);
  return name === undefined ? schema : (schemas[name] ?? {});
};
