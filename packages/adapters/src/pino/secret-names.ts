/** Names under which a value is never written, whatever it is. Compared without case and punctuation. */
const secretName =
  /token|secret|passw|passphrase|pwd|authorization|cookie|credential|signature|privatekey|apikey|accesskey|dsn|databaseurl|redisurl|connectionstring|key$|keys$|mac$|prompts?$/u;

/** Keys that name a thing and open nothing. */
const plainName =
  /^(?:configblob|blob|thumbnail|delivery|idempotency|singleton|job|text|public)keys?$/u;

const longestName = 100;

export const isSecretName = (name: string): boolean => {
  const letters = name
    .slice(0, longestName)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');
  return secretName.test(letters) && !plainName.test(letters);
};
