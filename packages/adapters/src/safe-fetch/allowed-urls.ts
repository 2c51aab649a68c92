import { isIP } from 'node:net';

export type AllowedUrls = {
  /** `fal.media` for that host, `*.fal.media` for any below it. */
  readonly allowedHosts: readonly string[];
  /** `http://127.0.0.1:4000`: scheme, host and port, all three exactly. */
  readonly extraOrigins: readonly string[];
};

/** `configured` is believed whatever its address; `public` must have a public one. */
export type Admission = { readonly url: URL; readonly via: 'configured' | 'public' };

const longestUrl = 4_096;

/** The rules for one URL, given or redirected to. Undefined where it is forbidden. */
export const admitWith = ({ allowedHosts, extraOrigins }: AllowedUrls) => {
  const origins = new Set(extraOrigins.map((origin) => new URL(origin).origin));
  return (text: string, base?: URL): Admission | undefined => {
    if (text.length > longestUrl || !URL.canParse(text, base?.href)) return undefined;
    const url = new URL(text, base?.href);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
    if (url.username !== '' || url.password !== '') return undefined;
    if (origins.has(url.origin)) return { url, via: 'configured' };
    if (url.protocol !== 'https:' || url.port !== '') return undefined;
    return isListed(url.hostname, allowedHosts) ? { url, via: 'public' } : undefined;
  };
};

/** URL has already lower-cased the name and written every odd spelling of an address as an address. */
const isListed = (hostname: string, allowedHosts: readonly string[]): boolean =>
  isIP(hostname.startsWith('[') ? hostname.slice(1, -1) : hostname) === 0 &&
  allowedHosts.some((allowed) =>
    allowed.startsWith('*.') ? hostname.endsWith(allowed.slice(1)) : hostname === allowed,
  );
