import { z } from 'zod';
import { problemKinds, typeOf, type ProblemCode } from './problem.ts';
import { segmentsOf, variableOf, type Described, type Route } from './route.ts';
import { always, problemAnswer } from './routes/api-parts.ts';
import { webhooksOf } from './openapi-webhooks.ts';
import { answerHeaders } from './openapi-headers.ts';
import { askedSchemas, schemaNameOf, toldSchemas } from './schemas/registry.ts';

type Json = Readonly<Record<string, unknown>>;

const version = '1.0.0';

/** OpenAPI 3.1 of these routes, made from what parses their requests. */
export const openapiOf = (routes: readonly Route[]): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Aisha',
    version,
    summary: 'Personal avatars from photos, and pictures made with them',
    description:
      'People are named by you: what you call a person stands in every address that is about them, and nobody else’s keys lead there. Times are UTC, prices whole credits. Errors are problems by RFC 9457: branch on `code`. Lists are paged by `cursor`. Whatever makes something takes an `Idempotency-Key`: the same request again is answered as the first was, for a day.',
  },
  servers: [{ url: '/' }],
  security: [{ key: [] }],
  tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  paths: pathsOf(routes),
  webhooks: webhooksOf(refTo),
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key that an operator made for you' },
    },
    schemas: { ...schemasOf(askedSchemas, 'input'), ...schemasOf(toldSchemas, 'output') },
  },
});

const pathsOf = (routes: readonly Route[]): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const here = (paths[route.path] ??= {});
    here[route.method.toLowerCase()] = operationOf(route);
  }
  return paths;
};

const operationOf = (route: Route): Json => ({
  operationId: route.operationId,
  summary: route.summary,
  tags: [route.tag],
  security: [{ key: [route.scope] }],
  parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
  ...requestBodyOf(route),
  responses: { ...answersOf(route), ...problemsOf(route) },
});

const pathParameters = ({ path }: Route): readonly Json[] =>
  segmentsOf(path).flatMap((segment) => {
    const name = variableOf(segment);
    if (name === undefined) return [];
    const schema =
      name === 'user'
        ? { type: 'string', pattern: '^[A-Za-z0-9_.~-]{1,64}$' }
        : { type: 'string', format: 'uuid' };
    return [{ name, in: 'path', required: true, schema }];
  });

const queryParameters = ({ query }: Route): readonly Json[] =>
  Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { $schema: _, ...described } = z.toJSONSchema(schema as z.ZodType, { io: 'input' });
    return { name, in: 'query', required: false, schema: described };
  });

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Your own name of this request, such as a UUID',
  schema: { type: 'string', pattern: '^[!-~]{1,128}$' },
};

const headerParameters = ({ makes }: Route): readonly Json[] => (makes ? [idempotencyKey] : []);

const refTo = (schema: z.ZodType): Json => ({
  $ref: `#/components/schemas/${schemaNameOf(schema)}`,
});

const bytes: Json = {};

const requestBodyOf = ({ body, upload }: Route): Json => {
  if (body) {
    const content = { 'application/json': { schema: refTo(body) } };
    return { requestBody: { required: true, content } };
  }
  if (!upload) return {};
  const content = Object.fromEntries(upload.map((type) => [type, bytes]));
  return { requestBody: { required: true, content } };
};

const answersOf = ({ answers }: Route): Json =>
  Object.fromEntries(
    Object.entries(answers).map(([status, described]) => [
      status,
      { ...responseOf(described), headers: answerHeaders(Number(status), described) },
    ]),
  );

const responseOf = ({ description, schema, contentTypes }: Described): Json => {
  const types = contentTypes ?? (schema ? ['application/json'] : []);
  const media = schema ? { schema: refTo(schema) } : bytes;
  const content = Object.fromEntries(types.map((type) => [type, media]));
  return { description, ...(types.length > 0 && { content }) };
};

/** Of one status all codes together, since a status is answered once. */
const problemsOf = (route: Route): Json => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOfRoute(route)) {
    const { status } = problemKinds[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses = [...byStatus].toSorted(([one], [other]) => one - other);
  return Object.fromEntries(
    responses.map(([status, codes]) => [
      status,
      {
        ...responseOf(
          problemAnswer(codes.map((code) => `\`${code}\`: ${titleOf(code)}`).join('; ')),
        ),
        headers: answerHeaders(status),
      },
    ]),
  );
};

const titleOf = (code: ProblemCode): string => problemKinds[code].title;

/** Everything that a route may say no with: its own, and what follows from what it takes. */
export const problemsOfRoute = (route: Route): readonly ProblemCode[] => [
  ...new Set<ProblemCode>([
    ...always,
    ...route.problems,
    'request.invalid',
    ...(route.body
      ? (['media-type.unsupported', 'body.too-large', 'body.too-slow', 'body.broken'] as const)
      : []),
    ...(route.upload ? (['media-type.unsupported'] as const) : []),
    ...(route.makes
      ? (['idempotency.key-invalid', 'idempotency.mismatch', 'idempotency.under-way'] as const)
      : []),
  ]),
];

type Registry = typeof askedSchemas;

const schemasOf = (registry: Registry, io: 'input' | 'output'): Json => {
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    // What is new tomorrow must not break who reads it today.
    override: ({ jsonSchema }) => {
      if (io === 'output') delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
};

/** All kinds of problems, for the reference. */
export const describedProblems = Object.entries(problemKinds).map(([code, { status, title }]) => ({
  code: code as ProblemCode,
  type: typeOf(code as ProblemCode),
  status,
  title,
}));
