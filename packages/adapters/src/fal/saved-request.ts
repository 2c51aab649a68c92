/** An HTTP request as it came over the wire, read back from a file. */
export type SavedRequest = {
  /** Of its address, without the question mark. */
  readonly query: string;
  /** Names in lower case; one that came twice is an array. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Everything behind the empty line, byte by byte. */
  readonly body: Uint8Array;
};

const requestLine = /^[A-Z]{3,10} (?<target>\S+) HTTP\/[\d.]+$/u;
const headerLine = /^(?<name>[\w!#$%&'*+.^`|~-]+):(?<value>.*)$/u;

/** Undefined where the bytes are no request: a line, headers, an empty line, a body. */
export const readSavedRequest = (bytes: Uint8Array): SavedRequest | undefined => {
  const buffer = Buffer.from(bytes);
  const end = endOfHead(buffer);
  if (!end) return undefined;
  const [first = '', ...lines] = buffer.toString('latin1', 0, end.at).split(/\r?\n/u);
  const target = requestLine.exec(first)?.groups?.['target'];
  if (target === undefined) return undefined;
  const headers = headersOf(lines);
  if (!headers) return undefined;
  const mark = target.indexOf('?');
  const query = mark < 0 ? '' : target.slice(mark + 1);
  return { query, headers, body: buffer.subarray(end.at + end.length) };
};

const endOfHead = (bytes: Buffer): { at: number; length: number } | undefined => {
  const found = ['\r\n\r\n', '\n\n'].flatMap((mark) => {
    const at = bytes.indexOf(mark);
    return at < 0 ? [] : [{ at, length: mark.length }];
  });
  return found.toSorted((one, other) => one.at - other.at)[0];
};

const headersOf = (lines: readonly string[]): SavedRequest['headers'] | undefined => {
  const headers = new Map<string, string | string[]>();
  for (const line of lines) {
    const { name, value: written } = headerLine.exec(line)?.groups ?? {};
    if (name === undefined || written === undefined) return undefined;
    const value = written.trim();
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(headers);
};
