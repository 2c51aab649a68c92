import { describe, expect, it } from 'vitest';
import { operatorsContract, recordingLogger } from '@aisha/core/testing';
import { telegrafOperators } from '@aisha/adapters/telegraf';
import type { OperatorAlarm } from '@aisha/core';
import { renderOperatorAlarm } from '../../packages/bot/src/notifications/operator-alarm.ts';
import { startTelegram } from './telegram.ts';

const aSetting = async () => {
  const telegram = await startTelegram();
  const chatIds = [await telegram.newPerson(), await telegram.newPerson()];
  const logger = recordingLogger();
  const operators = telegrafOperators({
    telegram: telegram.telegram,
    chatIds,
    render: renderOperatorAlarm,
    logger,
  });
  const seenBy = async (chatId: number): Promise<string[]> =>
    (await telegram.seenBy(chatId)).flatMap(({ from, text }) =>
      from === 'bot' && text !== undefined ? [text] : [],
    );
  return { telegram, chatIds, operators, seenBy, logger };
};

describe('operators over Telegram', () => {
  operatorsContract({
    it,
    create: async () => {
      const { telegram, chatIds, operators, seenBy } = await aSetting();
      return {
        operators,
        reached: async () => (await seenBy(chatIds[0]!)).length,
        failNext: async () => {
          telegram.faults.set({ serverError: { times: 2, methods: ['sendMessage'] } });
        },
        cleanup: () => telegram.stop(),
      };
    },
  });
});

const paused: OperatorAlarm = {
  alarm: 'provider-paused',
  phase: 'raised',
  since: Date.UTC(2026, 10, 22, 12, 5),
  scope: 'account',
  reason: 'balance-exhausted',
};

describe('an alarm', () => {
  it('says what is wrong, since when, and what to do', async () => {
    const { telegram, chatIds, operators, seenBy } = await aSetting();
    await operators.tell(paused);
    await operators.tell({ ...paused, phase: 'standing' });
    await operators.tell({ ...paused, phase: 'cleared' });
    const [raised, standing, cleared] = await seenBy(chatIds[1]!);
    expect(raised).toContain('The balance at the provider is used up.');
    expect(raised).toContain('Since 2026-11-22 12:05 UTC.');
    expect(standing).toContain('Still so');
    expect(cleared).toContain('All clear');
    await telegram.stop();
  });

  it('that one operator does not want reaches the others, once', async () => {
    const { telegram, chatIds, operators, seenBy, logger } = await aSetting();
    telegram.faults.set({ block: [chatIds[0]!] });
    await operators.tell(paused);
    expect(await seenBy(chatIds[1]!)).toHaveLength(1);
    expect(logger.lines.map(({ fields }) => fields)).toMatchObject([
      { alarm: 'provider-paused', code: 'messenger.blocked' },
    ]);
    await telegram.stop();
  });

  it('that nobody wants is in the log alone', async () => {
    const { telegram, chatIds, operators, logger } = await aSetting();
    telegram.faults.set({ block: chatIds });
    await operators.tell(paused);
    expect(logger.lines).toHaveLength(2);
    await telegram.stop();
  });
});
