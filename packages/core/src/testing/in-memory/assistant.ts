import { PortError, type PortErrorCode } from '../../shared/port-error.ts';
import { ok, refuse } from '../../shared/result.ts';
import { plainLine } from '../../domain/safety/assistant-text.ts';
import { gravestFirst, type SafetyCategory } from '../../domain/safety/safety.ts';
import {
  descriptionLength,
  isPrompt,
  isTranslation,
} from '../../domain/prompt-draft/answer-limits.ts';
import { promptLength } from '../../domain/generation/prompt.ts';
import type { Moderator } from '../../ports/moderator.ts';
import type { PromptWriter } from '../../ports/prompt-writer.ts';
import type { SpeechReader } from '../../ports/speech-reader.ts';
import { textOf } from '../streams.ts';

type Controls = {
  /** Nobody is there to ask from now on. */
  removed(): void;
  /** So many of the next calls fail as if the other side were away. */
  failNext(times?: number, code?: PortErrorCode): void;
};

const lasting: ReadonlySet<PortErrorCode> = new Set([
  'provider.unauthorized',
  'provider.balance-exhausted',
]);

const openControls = () => {
  let isConfigured = true;
  let failing: { left: number; code: PortErrorCode } | undefined;
  const controls: Controls = {
    removed: () => {
      isConfigured = false;
    },
    failNext: (left = 1, code = 'provider.unavailable') => {
      failing = { left, code };
    },
  };
  const meetFault = (): void => {
    if (!failing || failing.left === 0) return;
    failing.left -= 1;
    const retryable = !lasting.has(failing.code);
    throw new PortError(failing.code, 'the assistant was made to fail', { retryable });
  };
  return { controls, meetFault, isConfigured: () => isConfigured };
};

export type FakePromptWriter = PromptWriter &
  Controls & {
    /** What the model answers next in the place of a prompt. */
    answerNext(prompt: string): void;
    readonly asked: readonly string[];
  };

const absent = { code: 'assistant.not-configured' } as const;

/** Letters of the last bytes, whatever comes before them. */
const endOf = (bytes: Uint8Array): string =>
  Array.from(bytes.slice(-2000), (byte) => String.fromCharCode(byte)).join('');

/** What a plain picture shows, also where it stands behind a real one. */
const looksOf = (photo: Uint8Array): string =>
  /"looks":"([^"]*)"/u.exec(endOf(photo))?.[1] ?? 'nothing';

/** Answers in words of its own: a picture that shows `nothing` is described by nobody, one that is `improper` neither. */
export const fakePromptWriter = (): FakePromptWriter => {
  const { controls, meetFault, isConfigured } = openControls();
  const asked: string[] = [];
  let answers: string[] = [];
  const prompted = (answer: string, isAnswer = isPrompt) => {
    const prompt = plainLine(answers.shift() ?? answer, promptLength.max);
    return isAnswer(prompt) ? ok(prompt) : refuse({ code: 'assistant.unreadable' } as const);
  };
  return {
    ...controls,
    asked,
    isConfigured,
    answerNext: (prompt) => {
      answers = [...answers, prompt];
    },
    describe: async ({ photo, locale }) => {
      if (!isConfigured()) return refuse(absent);
      meetFault();
      const looks = looksOf(photo);
      asked.push(looks);
      if (looks.includes('improper')) return refuse({ code: 'assistant.declined' });
      if (looks.includes('nothing')) return refuse({ code: 'assistant.unreadable' });
      const prompt = prompted(`a medium shot of ${looks} in soft light`);
      if (!prompt.ok) return prompt;
      const analysis = plainLine(`${locale}: ${looks}`, descriptionLength);
      return ok({ analysis, prompt: prompt.value });
    },
    improve: async ({ prompt, enhancement }) => {
      if (!isConfigured()) return refuse(absent);
      meetFault();
      asked.push(prompt);
      if (prompt.includes('improper')) return refuse({ code: 'assistant.declined' });
      const english = prompt
        .replaceAll(/[^\p{Script=Latin}\p{N}\p{P}\s]+/gu, 'word')
        .replaceAll(/\b(?:im Garten|dans un jardin|en el jardín)(?![\p{L}])/gu, 'in the garden');
      const added = { off: '', light: ', soft light', cinematic: ', film still, rim light, 35mm' };
      return enhancement === 'off'
        ? prompted(english, (answer) => isTranslation(answer, prompt))
        : prompted(english + added[enhancement]);
    },
  };
};

export type FakeModerator = Moderator & Controls & { readonly judged: readonly string[] };

const flagged: readonly (readonly [RegExp, SafetyCategory])[] = [
  [/improper/u, 'sexual'],
  [/gruesome/u, 'violence'],
];

/** Flags what is called `improper` or `gruesome`, in words or on a plain picture. */
export const fakeModerator = (): FakeModerator => {
  const { controls, meetFault, isConfigured } = openControls();
  const judged: string[] = [];
  return {
    ...controls,
    judged,
    isConfigured,
    judge: async ({ text = '', picture }) => {
      if (!isConfigured()) return { decision: 'not-configured' };
      meetFault();
      const all = `${text} ${picture ? endOf(picture) : ''}`;
      judged.push(text);
      const found = flagged.flatMap(([pattern, category]) => (pattern.test(all) ? category : []));
      const [gravest, ...others] = gravestFirst(found);
      if (!gravest) return { decision: 'allowed' };
      return { decision: 'refused', categories: [gravest, ...others], reason: gravest };
    },
  };
};

export type FakeSpeechReader = SpeechReader & Controls;

/** Reads what voice messages of `utf8` say. */
export const fakeSpeechReader = (): FakeSpeechReader => {
  const { controls, meetFault, isConfigured } = openControls();
  return {
    ...controls,
    isConfigured,
    transcribe: async ({ voice }) => {
      if (!isConfigured()) return refuse(absent);
      meetFault();
      const said = plainLine(textOf(voice), promptLength.max);
      return said === '' ? refuse({ code: 'assistant.unreadable' }) : ok(said);
    },
  };
};
