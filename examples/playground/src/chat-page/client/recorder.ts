import { webmToOgg } from './webm-to-ogg.ts';

/** Firefox records OGG itself; Chromium records the same Opus packets in WebM. */
const formats = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus'];

const supportedFormat = (): string | undefined =>
  typeof MediaRecorder === 'undefined'
    ? undefined
    : formats.find((format) => MediaRecorder.isTypeSupported(format));

export const canRecord = (): boolean =>
  supportedFormat() !== undefined && 'mediaDevices' in navigator;

export type Recording = {
  seconds: () => number;
  /** Ends the recording; what it gives is OGG with Opus. */
  finish: () => Promise<Blob>;
};

const asOgg = async (recorded: Blob): Promise<Blob> => {
  if (recorded.type.startsWith('audio/ogg')) return recorded;
  const ogg = webmToOgg(new Uint8Array(await recorded.arrayBuffer()));
  return new Blob([ogg], { type: 'audio/ogg' });
};

/** Asks for the microphone; rejects when it may not be used. */
export const startRecording = async (): Promise<Recording> => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { mimeType: supportedFormat() ?? '' });
  const parts: Blob[] = [];
  const startedAt = performance.now();
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  return {
    seconds: () => (performance.now() - startedAt) / 1000,
    finish: async () => {
      await new Promise((resolve) => {
        recorder.onstop = resolve;
        recorder.stop();
      });
      for (const track of stream.getTracks()) track.stop();
      return asOgg(new Blob(parts, { type: recorder.mimeType }));
    },
  };
};
