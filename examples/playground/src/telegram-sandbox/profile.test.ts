import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poll, startTestSandbox, type TestSandbox } from './sandbox.fixture.ts';

describe('the bot’s profile', () => {
  let test: TestSandbox;
  beforeAll(async () => {
    test = await startTestSandbox();
  });
  afterAll(async () => test.stop());

  it('shows commands by scope first, then by language', async () => {
    const { telegram, page } = test;
    const command = (description: string) => [{ command: 'help', description }];
    await telegram.setMyCommands(command('any'));
    await telegram.setMyCommands(command('по-русски'), { language_code: 'ru' });
    const [russian, german] = [await test.newPerson('ru-RU'), await test.newPerson('de')];
    const shown = async (user: number) => (await page.state(user)).bot.commands[0]?.description;
    expect([await shown(russian), await shown(german)]).toEqual(['по-русски', 'any']);
    await telegram.setMyCommands(command('yours'), { scope: { type: 'chat', chat_id: german } });
    expect(await shown(german)).toBe('yours');
    expect(await telegram.getMyCommands({ language_code: 'ru' })).toEqual(command('по-русски'));
    await telegram.deleteMyCommands({ language_code: 'ru' });
    expect(await shown(russian)).toBe('any');
  });

  it('refuses commands Telegram would refuse', async () => {
    const set = async (command: string, description = 'x') =>
      test.telegram.setMyCommands([{ command, description }]);
    await expect(set('Bad-Name')).rejects.toThrow('400: Bad Request: BOT_COMMAND_INVALID');
    await expect(set('ok', ' ')).rejects.toThrow('BOT_COMMAND_DESCRIPTION_INVALID');
    const many = Array.from({ length: 101 }, (_, index) => ({
      command: `c${index}`,
      description: 'x',
    }));
    await expect(test.telegram.setMyCommands(many)).rejects.toThrow('BOT_COMMANDS_TOO_MUCH');
  });

  it('has names and descriptions by language, and a menu button by chat', async () => {
    const { telegram, page } = test;
    await telegram.setMyName('Аиша', 'ru');
    await telegram.setMyDescription('Hello');
    await telegram.setMyShortDescription('Hi');
    expect(await telegram.getMyName('ru')).toEqual({ name: 'Аиша' });
    expect(await telegram.getMyName()).toEqual({ name: 'Aisha' });
    expect(await telegram.getMyDescription()).toEqual({ description: 'Hello' });
    expect(await telegram.getMyShortDescription()).toEqual({ short_description: 'Hi' });
    await expect(telegram.setMyDescription('x'.repeat(513))).rejects.toThrow('too long');
    const user = await test.newPerson('ru');
    expect((await page.state(user)).bot.name).toBe('Аиша');
    const webApp = {
      type: 'web_app',
      text: 'Open',
      web_app: { url: 'https://a.example' },
    } as const;
    await telegram.setChatMenuButton({ chatId: user, menuButton: webApp });
    expect(await telegram.getChatMenuButton({ chatId: user })).toEqual(webApp);
    expect(await telegram.getChatMenuButton()).toEqual({ type: 'commands' });
  });
});

describe('Stars', () => {
  it('are paid after the bot agrees, once, and come back once', async () => {
    const test = await startTestSandbox();
    const { telegram, page } = test;
    const user = await test.newPerson();
    const { message_id: messageId } = await telegram.callApi('sendInvoice', {
      chat_id: user,
      title: 'Ten pictures',
      description: 'For you',
      payload: 'order:1',
      provider_token: '',
      currency: 'XTR',
      prices: [{ label: 'Pictures', amount: 50 }],
    });
    const { queryId } = await page.post<{ queryId: string }>('payments', { user, messageId });
    const [asked] = await telegram.callApi('getUpdates', {});
    expect(asked).toMatchObject({
      pre_checkout_query: { id: queryId, invoice_payload: 'order:1', total_amount: 50 },
    });
    await telegram.answerPreCheckoutQuery(queryId, true);
    await expect(telegram.answerPreCheckoutQuery(queryId, true)).rejects.toThrow('too old');
    const [, paid] = await poll(test);
    const payment = paid!.message.successful_payment!;
    expect(payment).toMatchObject({ currency: 'XTR', invoice_payload: 'order:1' });
    const refund = async () =>
      telegram.callApi(
        'refundStarPayment' as never,
        {
          user_id: user,
          telegram_payment_charge_id: payment.telegram_payment_charge_id,
        } as never,
      );
    await expect(refund()).resolves.toBe(true);
    await expect(refund()).rejects.toThrow('400: Bad Request: CHARGE_ALREADY_REFUNDED');
    await test.stop();
  });
});
