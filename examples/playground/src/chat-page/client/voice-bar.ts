import type { ChatContext } from './chat-context.ts';
import { el, iconButton } from './dom.ts';
import { formatDuration } from './format.ts';
import { startRecording, type Recording } from './recorder.ts';

const maxSeconds = 300;
const tickMs = 250;

const barView = ({ texts }: ChatContext, stop: (keep: boolean) => void) => {
  const time = el('span', { class: 'voice-clock', role: 'timer' });
  const cancel = el(
    'button',
    { type: 'button', class: 'flat', onclick: () => stop(false) },
    texts.cancel,
  );
  const sending = { class: 'send', 'data-testid': 'send-voice' };
  const element = el(
    'div',
    { class: 'voice-bar', 'data-testid': 'voice-bar', hidden: true },
    el('span', { class: 'voice-dot', 'aria-hidden': 'true' }),
    time,
    el('span', { class: 'voice-word' }, texts.recording),
    cancel,
    iconButton('send', texts.send, () => stop(true), sending),
  );
  return { element, time };
};

type VoiceBar = { element: HTMLElement; start: () => Promise<void> };

/** Takes the composer's place while a voice message is being recorded. */
export const voiceBar = (
  context: ChatContext,
  send: (ogg: Blob, seconds: number) => void,
  onChange: (recording: boolean) => void,
): VoiceBar => {
  let recording: Recording | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;
  const show = (): void => {
    view.element.hidden = recording === undefined;
    view.time.textContent = formatDuration(recording?.seconds() ?? 0);
  };
  const stop = async (keep: boolean): Promise<void> => {
    if (!recording) return;
    const { seconds, finish } = recording;
    const length = seconds();
    recording = undefined;
    clearInterval(ticking);
    show();
    onChange(false);
    const ogg = await finish();
    if (keep) send(ogg, length);
  };
  const tick = (): void => {
    show();
    if ((recording?.seconds() ?? 0) > maxSeconds) void stop(true);
  };
  const view = barView(context, (keep) => void stop(keep));
  const start = async (): Promise<void> => {
    if (recording) return;
    try {
      recording = await startRecording();
    } catch {
      return context.toast(context.texts.noMicrophone);
    }
    ticking = setInterval(tick, tickMs);
    show();
    onChange(true);
  };
  return { element: view.element, start };
};
