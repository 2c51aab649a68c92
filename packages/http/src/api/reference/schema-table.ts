import { anchor, code, escaped, prose } from './markup.ts';
import { refIn, type JsonSchema } from './json-schema.ts';

export type Row = {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
};

/** The members of an object; those of objects within it below them, by the way that leads there. */
export const rowsOf = ({ properties = {}, required = [] }: JsonSchema, way = ''): readonly Row[] =>
  Object.entries(properties).flatMap(([key, schema]) => {
    const name = `${way}${key}`;
    const row = { name, schema, isRequired: required.includes(key) };
    const within = schema.properties ? schema : schema.items;
    const further = within?.properties ? rowsOf(within, `${name}${schema.items ? '[]' : ''}.`) : [];
    return [row, ...further];
  });

export const linkTo = (name: string): string =>
  `<a href="#schema-${anchor(name)}">${escaped(name)}</a>`;

const typeOf = (schema: JsonSchema): string => {
  const name = refIn(schema);
  if (name !== undefined) return linkTo(name);
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.format === 'uuid') return 'UUID';
  if (schema.format === 'date-time') return 'time';
  return schema.type ?? 'anything';
};

/** No integer of ours is as large as what JSON could hold. */
const isBound = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

const boundsOf = (schema: JsonSchema): readonly string[] => {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const range = (low: number | undefined, high: number | undefined, what = ''): string[] => {
    if (isBound(low) && isBound(high)) return [`${low} to ${high}${what}`];
    if (isBound(high)) return [`at most ${high}${what}`];
    return isBound(low) && low > 0 ? [`at least ${low}${what}`] : [];
  };
  return [
    ...range(minimum, maximum),
    ...range(minLength, maxLength, ' characters'),
    ...range(minItems, maxItems, ' of them'),
  ];
};

const factsOf = (schema: JsonSchema): string => {
  const { description, enum: values = schema.items?.enum, default: usual } = schema;
  const facts = [
    ...(description === undefined ? [] : [prose(description)]),
    ...(values ? [`One of ${values.map((value) => code(String(value))).join(' ')}`] : []),
    ...boundsOf(schema),
    ...(usual === undefined ? [] : [`${code(JSON.stringify(usual))} where left out`]),
  ];
  return facts.map((fact) => `<span>${fact}</span>`).join(' ');
};

/** `must` tells what has to be given; of answers nobody needs to know. */
export const table = (
  caption: string,
  rows: readonly Row[],
  { must }: { readonly must: boolean },
): string => {
  if (rows.length === 0) return '';
  const lines = rows.map(({ name, schema, isRequired }) => {
    const mark = must && isRequired ? ' <em>required</em>' : '';
    const maybe = !must && !isRequired ? ' <em>optional</em>' : '';
    return `<tr><th scope="row">${code(name)}${mark}${maybe}</th><td class="type">${typeOf(schema)}</td><td>${factsOf(schema)}</td></tr>`;
  });
  return `<table><caption>${escaped(caption)}</caption><tbody>${lines.join('\n')}</tbody></table>`;
};
