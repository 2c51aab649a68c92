/**
 * As `Promise.all`, but it waits for all of them also where one fails: nothing goes on behind the back
 * of whoever tries again. The first failure, in their order, is thrown.
 */
export const together = async <const Works extends readonly Promise<unknown>[]>(
  works: Works,
): Promise<{ -readonly [At in keyof Works]: Awaited<Works[At]> }> => {
  await Promise.allSettled(works);
  return Promise.all(works);
};
