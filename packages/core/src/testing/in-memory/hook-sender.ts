import type { HookDelivery, HookSender } from '../../ports/hook-sender.ts';
import { PortError } from '../../shared/port-error.ts';

export type RecordingHookSender = HookSender & {
  readonly sent: readonly HookDelivery[];
  /** From now on: an HTTP status, or nobody answers. */
  answer(status: number | 'nobody'): void;
};

/** Remembers what it was to send. Admits what is https and not named `private`. */
export const recordingHookSender = (): RecordingHookSender => {
  const sent: HookDelivery[] = [];
  let answer: number | 'nobody' = 200;
  const admits = (url: string): boolean => /^https:\/\/(?!private)[\w.-]+(?:\/|$)/u.test(url);
  return {
    sent,
    answer: (next) => void (answer = next),
    admits: async (url) => admits(url),
    send: async (delivery) => {
      if (!admits(delivery.url)) {
        throw new PortError('fetch.forbidden', 'not there', { retryable: false });
      }
      if (answer === 'nobody') {
        throw new PortError('fetch.failed', 'nobody answers', { retryable: true });
      }
      sent.push(delivery);
      return { status: answer };
    },
  };
};
