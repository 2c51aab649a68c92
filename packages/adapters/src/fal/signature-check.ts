import { verify, type KeyObject } from 'node:crypto';

/**
 * Checks of ED25519 signatures, on the thread pool: on the main thread a burst of messages would
 * hold up everybody else. So many at a time: files, names and pictures need the pool's other threads.
 */
export const signatureChecks = (atOnce: number) => {
  let checking = 0;
  const waiting: (() => void)[] = [];

  const done = (): void => {
    const next = waiting.shift();
    if (next) next();
    else checking -= 1;
  };

  return async (key: KeyObject, message: Buffer, signature: Buffer): Promise<boolean> => {
    if (checking < atOnce) checking += 1;
    else {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
    return new Promise((resolve, reject) => {
      verify(null, message, key, signature, (error, isValid) => {
        done();
        if (error) reject(error);
        else resolve(isValid);
      });
    });
  };
};
