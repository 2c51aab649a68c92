import { PortError } from '../../shared/port-error.ts';
import type { RunFailure } from './run.ts';

/** The provider does not take an order, and says what is wrong with it. Nothing was accepted. */
export class OrderRefused extends PortError {
  readonly failure: RunFailure;

  constructor(message: string, failure: RunFailure) {
    super('provider.rejected', message, { retryable: false });
    this.failure = { ...failure, retryable: false };
  }
}

/** Why an order that was not taken fails, as far as the provider told. */
export const refusedBecause = (error: PortError): RunFailure =>
  error instanceof OrderRefused ? error.failure : { code: 'input.rejected', retryable: false };
