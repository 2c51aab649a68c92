export type Asked = { readonly status: number; readonly body: string };

const answerMs = 5_000;
const mostBytes = 64 * 1024;

/** One bounded question over HTTP; follows nothing and sends nothing but its headers. */
export const ask = async (
  url: string,
  { headers = {}, method = 'GET' }: { headers?: Record<string, string>; method?: string } = {},
): Promise<Asked> => {
  const signal = AbortSignal.timeout(answerMs);
  const response = await fetch(url, { method, headers, signal, redirect: 'manual' });
  let body = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    body += decoder.decode(chunk as Uint8Array, { stream: true });
    if (body.length > mostBytes) break;
  }
  return { status: response.status, body };
};
