import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const everyMs = 300;

/** What is added to a file from a place on, chunk by chunk, for ever. A file that was begun anew is read from its beginning. */
export async function* follow(file: string, from: number): AsyncGenerator<string> {
  for (let at = from; ;) {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size < at) at = 0;
    if (size > at) {
      for await (const chunk of createReadStream(file, {
        start: at,
        end: size - 1,
        encoding: 'utf8',
      })) {
        yield chunk as string;
      }
      at = size;
    } else await pause(everyMs);
  }
}

/** Whole lines of pieces. What has no end yet waits for it, and is told at the end where there is one. */
export async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
