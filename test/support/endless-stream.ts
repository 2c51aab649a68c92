/** Gives a thousand bytes whenever it is asked, for ever, and counts what it gave. */
export const anEndlessStream = () => {
  let given = 0;
  const endless = async function* () {
    for (;;) {
      given += 1000;
      yield new Uint8Array(1000);
    }
  };
  return { stream: endless(), given: () => given };
};
