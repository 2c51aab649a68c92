import { describe, expect, it } from 'vitest';
import { gather, peek, streamOf } from './bytes.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

const watched = () => {
  const state = { closed: false };
  async function* stream() {
    try {
      yield bytes(1, 2);
      yield bytes(3);
      yield bytes(4, 5);
    } finally {
      state.closed = true;
    }
  }
  return { state, stream: stream() };
};

describe('peeking into a stream', () => {
  it('shows how it begins and leaves it whole', async () => {
    const { state, stream } = watched();
    const { head, whole } = await peek(stream, 3);
    expect([...head]).toEqual([1, 2, 3]);
    expect([...(await gather(whole))]).toEqual([1, 2, 3, 4, 5]);
    expect(state.closed).toBe(true);
  });

  it('shows less where there is less', async () => {
    expect([...(await peek(streamOf(bytes(7)), 4)).head]).toEqual([7]);
    const nothing = await peek(streamOf(), 4);
    expect(nothing.head).toHaveLength(0);
    expect(await gather(nothing.whole)).toHaveLength(0);
  });

  it('lets go of the stream when told so, or when the reader stops', async () => {
    const one = watched();
    await (await peek(one.stream, 1)).close();
    expect(one.state.closed).toBe(true);
    const other = watched();
    for await (const _ of (await peek(other.stream, 1)).whole) break;
    expect(other.state.closed).toBe(true);
  });
});
