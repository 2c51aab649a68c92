import type { Message } from '@aisha/adapters/telegraf';
import type { OperatorAlarm, PauseReason } from '@aisha/core';
import { escapeHtml } from '../i18n/escape-html.ts';

/** What happened, and what to do. In English, as the command line and the log. */
const reasons: Readonly<Record<PauseReason, { readonly what: string; readonly todo: string }>> = {
  'balance-exhausted': {
    what: 'The balance at the provider is used up.',
    todo: 'Top it up. Orders wait and go on by themselves within two minutes of that, or at once with <code>aisha queue resume provider</code>',
  },
  unauthorized: {
    what: 'The provider refuses our key.',
    todo: 'Check FAL_API_KEY and restart with a valid one. Orders wait.',
  },
  unavailable: {
    what: 'The provider has not taken anything for some minutes.',
    todo: 'Look at its status page. Orders wait and go on by themselves when it is back.',
  },
};

/** What an operator reads of an alarm. */
export const renderOperatorAlarm = (alarm: OperatorAlarm): Message => {
  const lines =
    alarm.phase === 'cleared'
      ? [`✅ <b>All clear: ${titleOf(alarm)}</b>`, `It lasted from ${timeOf(alarm.since)} UTC.`]
      : [`🚨 <b>${titleOf(alarm)}</b>`, ...bodyOf(alarm), sinceLine(alarm)];
  return { html: lines.join('\n') };
};

const titleOf = (alarm: OperatorAlarm): string =>
  alarm.alarm === 'provider-paused'
    ? `submissions are paused (${escapeHtml(alarm.scope)})`
    : 'jobs were given up';

const bodyOf = (alarm: OperatorAlarm): string[] => {
  if (alarm.alarm === 'provider-paused') {
    const { what, todo } = reasons[alarm.reason];
    return [what, todo];
  }
  const names = alarm.jobs.slice(0, 10).map(escapeHtml).join(', ');
  return [
    `${alarm.count} waiting: ${names}`,
    'The log says why, and <code>aisha jobs list --state parked</code>. Mend it and have them tried again: <code>aisha jobs retry --all</code>',
  ];
};

const sinceLine = ({ phase, since }: OperatorAlarm): string =>
  phase === 'standing' ? `Still so, since ${timeOf(since)} UTC.` : `Since ${timeOf(since)} UTC.`;

const timeOf = (since: number): string =>
  new Date(since).toISOString().slice(0, 16).replace('T', ' ');
