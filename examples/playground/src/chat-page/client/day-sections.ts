import type { ChatContext } from './chat-context.ts';
import { el } from './dom.ts';
import { dayKey, formatDay } from './format.ts';
import { messagesOf, type Row } from './message-rows.ts';

/** Messages of one sender closer than this look like one breath: only the last has a tail. */
const seriesSeconds = 10 * 60;

const sameSeries = (previous: Row | undefined, next: Row): boolean => {
  const last = previous && messagesOf(previous).at(-1);
  const [first] = messagesOf(next);
  return last !== undefined && last.from === first?.from && first.date - last.date < seriesSeconds;
};

/** Puts rows in order under their days and marks where series begin and end. */
export const daySections = (
  element: HTMLElement,
  { texts, language }: ChatContext,
): ((rows: Row[]) => void) => {
  const days = new Map<string, HTMLElement>();

  const dayOf = (date: number): HTMLElement => {
    const key = dayKey(date);
    const known = days.get(key);
    if (known) return known;
    const label = formatDay(date, new Date(), texts, language);
    const heading = el('div', { class: 'day-label' }, label);
    const day = el('section', { class: 'day', 'aria-label': label }, heading);
    days.set(key, day);
    return day;
  };

  const put = (row: Row, previous: Row | undefined): void => {
    const day = dayOf(messagesOf(row)[0]?.date ?? 0);
    if (day.parentElement !== element) element.append(day);
    const isSameDay = previous?.element.parentElement === day;
    const before = isSameDay ? previous.element : day.firstElementChild;
    if (before?.nextElementSibling !== row.element) before?.after(row.element);
    const joined = isSameDay && sameSeries(previous, row);
    previous?.element.classList.toggle('is-last', !joined);
    row.element.classList.toggle('is-first', !joined);
  };

  return (rows) => {
    rows.forEach((row, index) => put(row, rows[index - 1]));
    rows.at(-1)?.element.classList.add('is-last');
    for (const day of days.values()) if (day.childElementCount < 2) day.remove();
  };
};
