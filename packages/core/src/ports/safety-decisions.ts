import type { UserId } from '../shared/ids.ts';
import type { SafetyDecision } from '../domain/safety/safety.ts';

/** What was not let through, and why. Nothing of it is ever changed. */
export type SafetyDecisions = {
  /**
   * A decision whose id is known already is the same one: it changes nothing. Of somebody who has left
   * meanwhile nothing is written down.
   */
  add(decision: SafetyDecision): Promise<void>;
  /** A person's, the newest first, at most `limit`. */
  listOfPerson(userId: UserId, limit: number): Promise<readonly SafetyDecision[]>;
};
