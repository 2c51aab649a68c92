/** Redis is not connected, or has not answered in time. */
export class RedisAway extends Error {
  constructor() {
    super('Redis does not answer');
    this.name = 'RedisAway';
  }
}

/** The answer, if it comes in time; a late one is ignored, its error too. */
export const answerWithin = async <T>(waitMs: number, answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RedisAway()), waitMs);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
};
