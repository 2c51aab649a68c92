import type { IncomingHttpHeaders } from 'node:http';
import { readFile } from 'node:fs/promises';
import { scriptedServer } from './scripted-server.ts';

export type ToldMessage = {
  readonly id: string;
  readonly at: number;
  /** Whether the signature is what docs/api.md says, under the secret known at the time. */
  readonly isSigned: boolean;
  readonly body: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
};

type Recipe = {
  readonly isFromAisha: (secret: string, headers: IncomingHttpHeaders, body: Buffer) => boolean;
};

/** What docs/api.md tells to do with a message, as it stands there. */
export const recipeOfDocs = async (): Promise<Recipe> => {
  const text = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8');
  const [, code = ''] = /^```js\n([\s\S]*?)^```$/mu.exec(text) ?? [];
  const source = `data:text/javascript,${encodeURIComponent(code)}`;
  return (await import(/* @vite-ignore */ source)) as Recipe;
};

/** Another team's server, which hears what hooks tell. */
export const startHookReceiver = async () => {
  const { isFromAisha } = await recipeOfDocs();
  const told: ToldMessage[] = [];
  let secret = '';
  let answers: number[] = [];
  const server = await scriptedServer(({ headers, body }, response) => {
    told.push({
      id: String(headers['webhook-id']),
      at: Date.now(),
      isSigned: isFromAisha(secret, headers, body),
      body: JSON.parse(body.toString()) as ToldMessage['body'],
    });
    response.writeHead(answers.shift() ?? 204).end();
  });
  return {
    origin: server.origin,
    /** Every message in the order in which they came, each try by itself. */
    told: told as readonly ToldMessage[],
    trust: (next: string): void => {
      secret = next;
    },
    /** What the next messages are answered; after that 204. */
    answer: (...next: number[]): void => {
      answers = next;
    },
    of: (type: string): readonly ToldMessage[] => told.filter(({ body }) => body.type === type),
    close: () => server.close(),
  };
};
