/** Above any progress: nothing that comes late replaces an ending. */
export const finalVersion = 1_000_000;
