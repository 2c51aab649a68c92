import type { Texts } from './texts.ts';

/** 1536 → `1.5 KB`; Telegram counts in 1024s. */
export const formatSize = (bytes: number, texts: Texts, language: string): string => {
  const power = Math.min(3, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${texts.units[power] ?? ''}`;
};

/** `⭐ 100` for Telegram's stars, the local form for money. */
export const formatPrice = (amount: number, currency: string, language: string): string =>
  currency === 'XTR'
    ? `⭐ ${amount.toLocaleString(language)}`
    : (amount / 100).toLocaleString(language, { style: 'currency', currency });

export const formatDuration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

export const formatTime = (epochSeconds: number, language: string): string =>
  new Date(epochSeconds * 1000).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
  });

/** A key that is equal for two moments of one local day. */
export const dayKey = (epochSeconds: number): string =>
  new Date(epochSeconds * 1000).toDateString();

export const formatDay = (
  epochSeconds: number,
  now: Date,
  texts: Texts,
  language: string,
): string => {
  const day = new Date(epochSeconds * 1000);
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (day.toDateString() === now.toDateString()) return texts.today;
  if (day.toDateString() === yesterday.toDateString()) return texts.yesterday;
  const otherYear = day.getFullYear() !== now.getFullYear();
  return day.toLocaleDateString(language, {
    day: 'numeric',
    month: 'long',
    ...(otherYear && { year: 'numeric' }),
  });
};
