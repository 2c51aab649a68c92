/** Telegram's bound, in bytes. */
const maxBytes = 64;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u;
const shortUuid = /^~[\w-]{22}$/u;

/**
 * What a button sends back: a route and its arguments, as in `preset:~AZ…:fast`. UUIDs are written
 * in 22 characters. Whoever reads it trusts none of it: ids are asked for with their owner.
 */
export const callbackData = (route: string, ...args: readonly string[]): string => {
  const data = [route, ...args.map(shorten)].join(':');
  if (Buffer.byteLength(data) > maxBytes) throw new RangeError(`callback of ${route} is too long`);
  return data;
};

export type ParsedCallback = { readonly route: string; readonly args: readonly string[] };

export const parseCallbackData = (data: string): ParsedCallback => {
  const [route = '', ...args] = data.split(':');
  return { route, args: args.map(lengthen) };
};

const shorten = (arg: string): string =>
  uuid.test(arg) ? `~${Buffer.from(arg.replaceAll('-', ''), 'hex').toString('base64url')}` : arg;

const lengthen = (arg: string): string => {
  if (!shortUuid.test(arg)) return arg;
  const hex = Buffer.from(arg.slice(1), 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
};
