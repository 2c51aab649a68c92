/** Anything of this kind is never shown, whatever its description says. */
const secretName = /(?:TOKEN|SECRET|PASSWORD|_KEY)$/u;

export type Masking = { readonly name: string; readonly description: string };

/** What may be seen of a variable: of a secret how long it is, of an address all but who logs in with what. */
export const masked = ({ name, description }: Masking, value: string): string => {
  const isSecret = /^secret\b/u.test(description) || secretName.test(name);
  if (isSecret) return `(secret, ${value.length} characters)`;
  if (!URL.canParse(value)) return value;
  const url = new URL(value);
  if (url.password === '' && url.username === '' && url.search === '') return value;
  if (url.password !== '') url.password = 'secret';
  for (const key of url.searchParams.keys()) {
    if (/password|token|secret|key/iu.test(key)) url.searchParams.set(key, 'secret');
  }
  return url.href;
};
