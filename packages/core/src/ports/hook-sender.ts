export type HookDelivery = {
  readonly url: string;
  /** `whsec_…` */
  readonly secret: string;
  readonly id: string;
  readonly sentAt: Date;
  /** JSON. */
  readonly body: string;
};

/**
 * Sends messages to addresses that strangers gave us, signed as Standard Webhooks say:
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export type HookSender = {
  /** Whether something may be sent there as things stand: https, no secrets in it, a name that leads to public addresses only. */
  admits(url: string): Promise<boolean>;
  /**
   * Answers the HTTP status, whatever it is; redirects are not followed. Where the connection goes is
   * checked anew when it is made. Errors: `fetch.forbidden`, `fetch.failed` (retryable).
   */
  send(delivery: HookDelivery): Promise<{ readonly status: number }>;
};
