import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordingLogger } from '@aisha/core/testing';
import { watchWebhooks } from './index.ts';

describe('what becomes of webhooks', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const watching = () => {
    const logger = recordingLogger();
    return {
      logger,
      watch: watchWebhooks({ logger }),
      minute: () => vi.advanceTimersByTime(60_000),
    };
  };
  const times = (count: number, act: () => void): void => {
    for (let time = 0; time < count; time += 1) act();
  };

  it('is told of from none on where an alert waits for it', () => {
    const count = vi.fn();
    const watch = watchWebhooks({ logger: recordingLogger(), count });
    expect(count).toHaveBeenCalledWith('database.unavailable', 0);
    expect(count).toHaveBeenCalledWith('body.too-many', 0);
    watch.note('database.unavailable');
    expect(count).toHaveBeenLastCalledWith('database.unavailable', 1);
  });

  it('is counted, verdict by verdict', () => {
    const { watch } = watching();
    times(3, () => watch.note('accepted'));
    watch.note('duplicate');
    times(2, () => watch.note('webhook.stale'));
    watch.note('body.too-large');
    expect(watch.counts()).toEqual({
      accepted: 3,
      duplicate: 1,
      'webhook.stale': 2,
      'body.too-large': 1,
    });
  });

  it('is told at once where something is refused, and then once a minute', () => {
    const { logger, watch, minute } = watching();
    times(10_000, () => watch.note('webhook.signature-invalid'));
    times(5, () => watch.note('webhook.stale'));
    expect(logger.lines.map(({ fields }) => fields)).toEqual([
      { refusals: { 'webhook.signature-invalid': 1 } },
    ]);
    minute();
    expect(logger.lines).toHaveLength(2);
    expect(logger.lines[1]).toMatchObject({
      level: 'warn',
      fields: { refusals: { 'webhook.signature-invalid': 9_999, 'webhook.stale': 5 } },
    });
  });

  it('is told again at once after a quiet minute', () => {
    const { logger, watch, minute } = watching();
    watch.note('webhook.stale');
    minute();
    minute();
    expect(logger.lines).toHaveLength(1);
    watch.note('webhook.stale');
    expect(logger.lines).toHaveLength(2);
  });

  it('is an error where it could not be kept, told as seldom', () => {
    const { logger, watch, minute } = watching();
    times(100, () => watch.note('database.unavailable'));
    minute();
    expect(logger.lines).toMatchObject([
      { level: 'error', fields: { failures: { 'database.unavailable': 1 } } },
      { level: 'error', fields: { failures: { 'database.unavailable': 99 } } },
    ]);
  });

  it('is nothing to tell where all is well', () => {
    const { logger, watch, minute } = watching();
    times(10, () => watch.note('accepted'));
    minute();
    expect(logger.lines).toEqual([]);
  });

  describe('with a clock that is wrong', () => {
    const isAlarm = ({ message }: { message: string }): boolean => message.includes('clock');
    const stale = { clockAheadBySeconds: 700 };

    it('is one loud line an hour', () => {
      const { logger, watch } = watching();
      times(20, () => watch.note('webhook.stale', stale));
      expect(logger.lines.filter(isAlarm)).toMatchObject([
        { level: 'error', fields: { clockAheadBySeconds: [700, 700, 700] } },
      ]);
      vi.advanceTimersByTime(60 * 60_000);
      watch.note('webhook.stale', stale);
      expect(logger.lines.filter(isAlarm)).toHaveLength(2);
    });

    it('is not blamed for single messages that come late while others are accepted', () => {
      const { logger, watch } = watching();
      times(20, () => {
        times(2, () => watch.note('webhook.stale', stale));
        watch.note('accepted');
      });
      expect(logger.lines.filter(isAlarm)).toEqual([]);
    });

    it('is not blamed for stale messages that prove nothing', () => {
      const { logger, watch } = watching();
      times(100, () => watch.note('webhook.stale'));
      expect(logger.lines.filter(isAlarm)).toEqual([]);
    });
  });
});
