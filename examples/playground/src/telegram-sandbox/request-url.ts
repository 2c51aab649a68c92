import type { IncomingMessage } from 'node:http';

/** Path and query of a request. A target that is no path, which a parser may let through, leads nowhere. */
export const requestUrl = ({ url = '' }: IncomingMessage): URL =>
  URL.parse(url.startsWith('/') ? `http://sandbox${url}` : '') ?? new URL('http://sandbox/');
