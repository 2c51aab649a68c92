import { describe, expect, it } from 'vitest';
import { PortError } from '@aisha/core';
import { startOtlpReceiver } from '../../../../test/support/otlp-receiver.ts';
import { noTracing, startTracing } from './index.ts';

const withReceiver = async (
  use: (tracing: Awaited<ReturnType<typeof startTracing>>) => Promise<void>,
) => {
  const receiver = await startOtlpReceiver();
  const tracing = await startTracing({ endpoint: `${receiver.endpoint}/`, service: 'tests' });
  try {
    await use(tracing);
    await tracing.close();
    return receiver;
  } finally {
    receiver.stop();
  }
};

describe('traces', () => {
  it('belong to where they are called, also side by side', async () => {
    const { spans } = await withReceiver(async ({ span }) => {
      await Promise.all(
        ['one', 'two'].map((name) =>
          span({ name, kind: 'server' }, async () => {
            await span({ name: `within ${name}`, kind: 'client' }, async () => undefined);
          }),
        ),
      );
    });
    const named = (name: string) => spans.find((each) => each.name === name);
    for (const name of ['one', 'two']) {
      expect(named(`within ${name}`)?.traceId).toBe(named(name)?.traceId);
      expect(named(`within ${name}`)?.parentSpanId).toBe(named(name)?.spanId);
    }
    expect(named('one')?.traceId).not.toBe(named('two')?.traceId);
  });

  it('go on where somebody else began them', async () => {
    let parent: string | undefined;
    const { spans } = await withReceiver(async ({ span, traceparent }) => {
      await span({ name: 'first', kind: 'server' }, async () => {
        parent = traceparent();
      });
      await span({ name: 'second', kind: 'consumer', parent }, async () => undefined);
    });
    const [first, second] = spans;
    expect([second?.traceId, second?.parentSpanId]).toEqual([first?.traceId, first?.spanId]);
  });

  it('tell what kind of error it was, and nothing that it says', async () => {
    const error = new PortError('provider.rejected', 'a prompt about a lantern', {
      retryable: false,
    });
    const { texts } = await withReceiver(async ({ span }) => {
      const failing = span({ name: 'failing', kind: 'client' }, () => Promise.reject(error));
      await expect(failing).rejects.toBe(error);
    });
    expect(texts.join('')).toContain('provider.rejected');
    expect(texts.join('')).not.toContain('lantern');
  });

  it('that nobody takes change nothing', async () => {
    const tracing = await startTracing({ endpoint: 'http://127.0.0.1:1', service: 'tests' });
    expect(await tracing.span({ name: 'lost', kind: 'server' }, async () => 7)).toBe(7);
    await tracing.close();
    expect(await noTracing.span({ name: 'none', kind: 'server' }, async () => 7)).toBe(7);
    expect(noTracing.traceparent()).toBeUndefined();
  });
});
