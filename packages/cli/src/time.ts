/** A moment in UTC, to the second, as tables and reports write it. */
export const timeOf = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');
