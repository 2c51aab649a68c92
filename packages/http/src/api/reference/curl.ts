import type { Route } from '../route.ts';

/** Ids as variables of the shell: whoever tries it has their own. */
const pathOf = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/gu, (_, name: string) =>
    name === 'user' ? 'ada' : `$${name.toUpperCase()}`,
  );

/** What curl would not choose by itself. */
const methodOf = ({ method, upload }: Route, hasBody: boolean): string => {
  const usual = hasBody || upload ? 'POST' : 'GET';
  return method === usual ? '' : `-X ${method} `;
};

/** What is typed to try a route, with `AISHA` and `KEY` set as the page says. */
export const curlOf = (route: Route, body: unknown): string => {
  const { path, upload, makes, answers } = route;
  const isFile = Object.values(answers).some(({ schema, contentTypes }) => contentTypes && !schema);
  const parts = [
    `curl -sS ${methodOf(route, body !== undefined)}"$AISHA${pathOf(path)}"`,
    '-H "Authorization: Bearer $KEY"',
    ...(makes ? ['-H "Idempotency-Key: my-own-name-of-this-request"'] : []),
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'"]),
    ...(body === undefined
      ? []
      : [`-d '${JSON.stringify(body, undefined, 2).replaceAll('\n', '\n  ')}'`]),
    ...(upload ? [`-H 'Content-Type: ${upload[0] ?? ''}'`, '--data-binary @photo.jpg'] : []),
    ...(isFile ? ['-o picture'] : []),
  ];
  return parts.join(' \\\n  ');
};
