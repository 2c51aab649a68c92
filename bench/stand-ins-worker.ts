import { parentPort, workerData } from 'node:worker_threads';
import { startFalStub } from './fal-stub.ts';
import type { StandInNews, StandInsNeed } from './stand-ins.ts';
import { startTelegramStub } from './telegram-stub.ts';
import { wallClockMs } from './wall-clock.ts';

/** What tells whom a call is for stands before the picture. */
const toldOfBody = 4_000;

const { photos, picture, userId } = workerData as StandInsNeed;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const tell = (news: StandInNews): void => parentPort?.postMessage(news);

const telegram = await startTelegramStub({
  onCall: ({ method, body }) =>
    tell({ type: 'call', call: { method, body: body.slice(0, toldOfBody), at: wallClockMs() } }),
  fileOf: (id) => {
    const photo = photos[Number(id)];
    return photo && Buffer.from(photo);
  },
});
const fal = await startFalStub({
  userId,
  picture: Buffer.from(picture),
  onRun: (run) => tell({ type: 'run', run }),
});
tell({ type: 'ready', apiRoot: telegram.apiRoot, origin: fal.origin });
