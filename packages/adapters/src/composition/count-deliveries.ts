import { isPortError, type HookSender } from '@aisha/core';

/** A sender whose deliveries are counted by what came of them: `ok`, the kind of another answer, or the code of an error. */
export const countDeliveries = (
  sender: HookSender,
  count: (outcome: string) => void,
): HookSender => ({
  admits: (url) => sender.admits(url),
  send: async (delivery) => {
    try {
      const answer = await sender.send(delivery);
      count(outcomeOf(answer.status));
      return answer;
    } catch (error) {
      count(isPortError(error) ? error.code : 'other');
      throw error;
    }
  },
});

/** A stranger chooses the status: there are few names for it. */
const outcomeOf = (status: number): string => {
  if (status >= 200 && status < 300) return 'ok';
  return status >= 300 && status < 600 ? `http.${Math.floor(status / 100)}xx` : 'http.other';
};
