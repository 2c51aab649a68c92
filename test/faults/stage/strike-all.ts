import { size } from '../size.ts';
import type { Flow } from './flow.ts';
import type { Begin, Theatre } from './theatre.ts';

/**
 * Which part of the calls a short run strikes where it cannot strike all: another one each time, or
 * the one that `FAULTS_OFFSET` names. It is printed, to be named again.
 */
export const offset = Number(process.env['FAULTS_OFFSET'] ?? Math.floor(Math.random() * 60));

/** How many points there were belongs into what a run prints: none would prove nothing. */
export const tell = (line: string): void => void process.stdout.write(`${line}\n`);

export type Strikes = {
  /** The calls that were struck, in order. */
  readonly struck: readonly string[];
  /** One line for each way in which an end was not well. */
  readonly wrong: readonly string[];
};

/**
 * Plays a flow with a fault at its first call, at its second and so on, until there are no more
 * calls; in a short run at every `shortStride`th.
 */
export const strikeAll = async (
  theatre: Theatre,
  flow: Flow,
  { beginAt, shortStride = 1 }: { beginAt: (call: number) => Begin; shortStride?: number },
): Promise<Strikes> => {
  const struck: string[] = [];
  const wrong: string[] = [];
  const stride = size(shortStride, 1);
  for (let at = 1 + (offset % stride); ; at += stride) {
    const played = await theatre.play(flow, beginAt(at));
    const where = `call ${at}, ${played.struck ?? 'none'}`;
    wrong.push(...played.wrong.map((one) => `${where}: ${one}`));
    if (played.struck === undefined) return { struck, wrong };
    struck.push(played.struck);
  }
};
