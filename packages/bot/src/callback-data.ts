/** Telegram's bound, in bytes, is 64; one is kept for `onPicture`. */
const maxBytes = 63;
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

const screenMark = '-';

/**
 * Marks a button under a picture that is a screen: the next screen takes its place. Pictures without
 * the mark were delivered, and stay whatever is pressed under them.
 */
export const onPicture = (data: string): string => screenMark + data;

export const readMark = (data: string): { readonly data: string; readonly isMarked: boolean } =>
  data.startsWith(screenMark)
    ? { data: data.slice(screenMark.length), isMarked: true }
    : { data, isMarked: false };

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
