import { ApiError, readState } from './api.ts';
import type { ChatState } from './protocol.ts';

const retryMs = 2000;

/** Asked for until it comes; undefined when the sandbox knows no such user (it may have been reset). */
export const patientState = async (user: number): Promise<ChatState | undefined> => {
  try {
    return await readState(user);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    return patientState(user);
  }
};
