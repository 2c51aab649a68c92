/** Where fal's two services are; a path in them is kept as a prefix. */
export type FalAddressOptions = {
  /** `https://queue.fal.run` when absent. */
  readonly queueUrl?: string | undefined;
  /** `https://rest.fal.ai` when absent. */
  readonly restUrl?: string | undefined;
  /** Further origins that files may be sent to without a key, as an operator configured them. */
  readonly fileOrigins?: readonly string[];
};

export type FalAddresses = {
  /** The address that stands for one of fal's own, which the client has built in. */
  redirect(url: string): string;
  /** Whether the key may go there: under one of the two configured addresses and nowhere else. */
  mayHaveKey(url: URL): boolean;
  /** Whether bytes may go there without a key: https, or an origin that was configured. */
  mayHaveFile(url: URL): boolean;
};

const vendorQueue = 'https://queue.fal.run';
const vendorRest = 'https://rest.fal.ai';

export const falAddresses = ({
  queueUrl,
  restUrl,
  fileOrigins = [],
}: FalAddressOptions): FalAddresses => {
  const bases = new Map([
    [vendorQueue, baseOf(queueUrl ?? vendorQueue)],
    [vendorRest, baseOf(restUrl ?? vendorRest)],
  ]);
  const configured = [...bases.values()].map((base) => new URL(base));
  const forFiles = new Set([...configured.map(({ origin }) => origin), ...fileOrigins]);

  return {
    redirect: (url) => {
      const { origin, pathname, search } = new URL(url);
      const base = bases.get(origin);
      return base === undefined ? url : `${base}${pathname}${search}`;
    },
    mayHaveKey: (url) =>
      configured.some((base) => url.origin === base.origin && isUnder(url.pathname, base.pathname)),
    mayHaveFile: (url) => url.protocol === 'https:' || forFiles.has(url.origin),
  };
};

/** Without the slash at its end: what is appended begins with one. */
const baseOf = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.endsWith('/') ? pathname.slice(0, -1) : pathname}`;
};

const isUnder = (path: string, prefix: string): boolean =>
  prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
