import { describe, expect, it } from 'vitest';
import { readTraceparent, writeTraceparent } from './traceparent.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it('is read as it was written', () => {
    const text = writeTraceparent({ traceId, spanId, traceFlags: 1 });
    expect(text).toBe(`00-${traceId}-${spanId}-01`);
    expect(readTraceparent(text)).toEqual({ traceId, spanId, traceFlags: 1, isRemote: true });
  });

  it.each([
    undefined,
    '',
    'nothing',
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `01-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01\n`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
  ])('that is none begins nothing: %j', (text) => {
    expect(readTraceparent(text)).toBeUndefined();
  });
});
