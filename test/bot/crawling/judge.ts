import type { Locale } from '@aisha/core';
import { plainTranslator } from '../../../packages/bot/src/i18n/translate.ts';
import type { PageMessage } from '../telegram.ts';
import { faultsOfCalls, faultsOfMessage } from './findings.ts';
import { describe, type Act } from './map.ts';
import { screenOf, wordsOf } from './screen.ts';
import type { Seen } from './world.ts';

/** Something seen in a language that is known. */
type Read = Seen & { readonly locale: Locale };

export type Judge = ReturnType<typeof createJudge>;

/** Looks at everything that an act brought about, and keeps what is wrong with it. */
export const createJudge = (routes: ReadonlySet<string>) => {
  const findings = new Set<string>();
  return {
    findings,
    add: (finding: string): void => void findings.add(finding),
    look: (act: Act, seen: Read): void => {
      const where = describe(act);
      const faults = [
        ...faultsOfCalls(seen.calls),
        ...seen.changed.flatMap((message) =>
          faultsOfMessage(message, { locale: spokenIn(message, seen), routes }).map(
            (fault) => `“${wordsOf(message).slice(0, 60)}” ${fault}`,
          ),
        ),
        ...(act.type === 'press' ? faultsOfPress(seen) : []),
        ...seen.uploadedAgain.map((key) => `uploads ${key} again`),
        ...(seen.last.some((message) => screenOf(message)) ? [] : ['words, and nothing to press']),
      ];
      for (const fault of faults) findings.add(`${where}: ${fault}`);
    },
  };
};

/** Words stay in the language in which they were said, also where their buttons become others. */
const spokenIn = ({ id }: PageMessage, { asWorded, locale }: Read): Locale | undefined =>
  asWorded.has(id) ? undefined : locale;

const faultsOfPress = ({ calls, noted, locale }: Read): string[] => {
  const isAnswer = ({ method }: { method: string }): boolean => method === 'answerCallbackQuery';
  // To say again what is said already changes nothing, and is an answer.
  const isIdle = calls.every(isAnswer) && noted === '';
  return [
    ...(calls.some(isAnswer) ? [] : ['nobody answers']),
    ...(noted === expiredIn(locale) ? ['a button that was just shown has expired'] : []),
    ...(isIdle ? ['nothing happens'] : []),
  ];
};

const expiredIn = (locale: Locale): string => plainTranslator(locale)('button.expired');
