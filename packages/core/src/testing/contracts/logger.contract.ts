import type { Logger } from '../../ports/logger.ts';
import { deepEqual, equal, ok } from '../assert.ts';
import { casesOf, present, type Suite } from './suite.ts';

/** `lines` answers what was written so far, every level included. */
export type LoggerContext = {
  readonly logger: Logger;
  readonly lines: () => Promise<
    readonly {
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly message: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }[]
  >;
};

export const loggerContract = (suite: Suite<LoggerContext>): void => {
  const test = casesOf(suite);

  test('a line has its level, message and fields', async ({ logger, lines }) => {
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      logger[level]({ trainingId: 'id-1', attempt: 2 }, `at ${level}`);
    }
    const written = await lines();
    deepEqual(
      written.map(({ level, message }) => [level, message]),
      ['debug', 'info', 'warn', 'error'].map((level) => [level, `at ${level}`]),
    );
    for (const { fields } of written) {
      equal(fields['trainingId'], 'id-1');
      equal(fields['attempt'], 2);
    }
  });

  test('a logger with fields adds them to every line and leaves its parent alone', async ({
    logger,
    lines,
  }) => {
    const child = logger.with({ chat: 'c' }).with({ update: 7 });
    child.info({ own: true }, 'child');
    logger.info({}, 'parent');
    const [first, second] = await lines();
    const { chat, update, own } = present(first).fields as Record<string, unknown>;
    deepEqual([chat, update, own], ['c', 7, true]);
    deepEqual(
      [present(second).fields['chat'], present(second).fields['update']],
      [undefined, undefined],
    );
  });

  test('whatever is logged, a call never throws', async ({ logger, lines }) => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const hostile = [
      circular,
      { big: 2n ** 70n },
      { error: new Error('broken', { cause: new Error('cause') }) },
      { symbol: Symbol('s'), fn: () => 1, nothing: undefined, nan: Number.NaN },
      {
        get trap() {
          throw new Error('trap');
        },
      },
    ];
    for (const fields of hostile) logger.error({ fields }, 'line\nbreak \u001b[31m');
    for (const fields of hostile) logger.about(fields);
    logger.info({}, 'last');
    ok(
      (await lines()).some(({ message }) => message === 'last'),
      'the log went silent',
    );
  });
};
