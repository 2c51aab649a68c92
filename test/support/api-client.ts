/** What the API answered. */
export type Heard = {
  readonly status: number;
  readonly headers: Headers;
  /** As JSON; empty where it is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
};

type Asking = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Another team's service, which has a key. */
export const apiClient = (origin: string, key: string) => {
  const ask = async (asked: string, { body, headers = {} }: Asking = {}): Promise<Heard> => {
    const [method = '', path = ''] = asked.split(' ');
    const isFile = Buffer.isBuffer(body);
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && !isFile && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = /json/u.test(response.headers.get('content-type') ?? '');
    const read = (isJson ? JSON.parse(bytes.toString()) : {}) as Heard['body'];
    return { status: response.status, headers: response.headers, body: read, bytes };
  };
  return {
    ask,
    get: async (path: string) => (await ask(`GET ${path}`)).body,
    /** Throws where something else is answered. */
    expect: async (status: number, asked: string, asking?: Asking): Promise<Heard> => {
      const heard = await ask(asked, asking);
      if (heard.status === status) return heard;
      throw new Error(`${asked}: ${heard.status} ${heard.bytes.toString().slice(0, 500)}`);
    },
  };
};
