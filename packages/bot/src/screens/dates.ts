import type { Locale } from '@aisha/core';

type Style = 'day' | 'month' | 'time';

const options: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  time: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

const format = (style: Style, locale: Locale, time: Date): string => {
  const name = `${style} ${locale}`;
  const known = formats.get(name);
  const made = known ?? new Intl.DateTimeFormat(locale, { ...options[style], timeZone: 'UTC' });
  if (!known) formats.set(name, made);
  return made.format(time);
};

export const dayIn = (locale: Locale, time: Date): string => format('day', locale, time);

/** Nobody's own time is known, so it is said that it is UTC. */
export const timeIn = (locale: Locale, time: Date): string => `${format('time', locale, time)} UTC`;

/** Of a month told as 202611. */
export const monthIn = (locale: Locale, month: number): string =>
  format('month', locale, new Date(Date.UTC(Math.floor(month / 100), (month % 100) - 1, 1)));
