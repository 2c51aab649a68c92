import { describe, expect, it } from 'vitest';
import type { Person } from './bot-setting.ts';
import { trainAnAvatar } from './creating.ts';
import { orderPictures } from './ordering.ts';
import { useBotSetting } from './use-bot-setting.ts';

describe('favourites in any chat', () => {
  const { setting, anna } = useBotSetting({ isStranger: true });

  const asked = async (person: Person, more: { offset?: string } = {}) => {
    const { page } = setting.telegram;
    await page.post('inline-queries', { user: person.id, query: '', ...more });
    await setting.settle();
    const { parameters } = setting.telegram.callsOf('answerInlineQuery').at(-1) ?? {};
    return parameters as
      { results: string; is_personal: unknown; button?: string; next_offset?: string } | undefined;
  };
  const resultsOf = (answer: { results: unknown } | undefined): Record<string, string>[] => {
    const results = answer?.results;
    return typeof results === 'string' ? (JSON.parse(results) as never) : (results as never);
  };
  const withFavourite = async (person: Person): Promise<void> => {
    await person.join();
    await trainAnAvatar(setting, person);
    await orderPictures(setting, person);
    await person.press('🤍 Favourite');
  };

  it('are the person’s own, by the handles that Telegram has already', async () => {
    await withFavourite(anna);
    const favourite = [...setting.store().images.values()].find((image) => image.isFavourite);
    const uploads = setting.telegram.callsOf('sendPhoto').length;
    const answer = await asked(anna);
    expect(resultsOf(answer)).toEqual([
      { type: 'photo', id: favourite?.id, photo_file_id: favourite?.shownAs },
    ]);
    expect(String(answer?.is_personal)).toBe('true');
    expect(setting.telegram.callsOf('sendPhoto')).toHaveLength(uploads);
  });

  it('are nobody else’s, and strangers are shown the way to the bot', async () => {
    await withFavourite(anna);
    const boris = await setting.aPerson('ru', 'Борис');
    const stranger = await asked(boris);
    expect(resultsOf(stranger)).toEqual([]);
    expect(JSON.stringify(stranger?.button)).toContain('Открыть Аишу');
    await boris.join();
    expect(resultsOf(await asked(boris))).toEqual([]);
    expect(setting.store().users.size).toBe(2);
  });

  it('that Telegram has no handle of are left out, and the way to the bot is shown', async () => {
    await withFavourite(anna);
    const { images } = setting.store();
    for (const image of images.values()) images.set(image.id, { ...image, shownAs: undefined });
    const answer = await asked(anna);
    expect(resultsOf(answer)).toEqual([]);
    expect(JSON.stringify(answer?.button)).toContain('Open Aisha');
  });

  it('come by fifties, each once', async () => {
    await withFavourite(anna);
    const model = [...setting.store().images.values()].find((image) => image.isFavourite);
    const { ids, unitOfWork } = setting.ports;
    const more = Array.from({ length: 60 }, (_, at) => ({
      ...model!,
      id: ids.next<NonNullable<typeof model>['id']>(),
      index: at + 1,
    }));
    await unitOfWork.run(({ images }) => images.addAll(more));
    const seen = new Set<string>();
    const first = await asked(anna);
    for (const { id } of resultsOf(first)) seen.add(id ?? '');
    expect(seen.size).toBe(50);
    const second = await asked(anna, { offset: first?.next_offset ?? '' });
    for (const { id } of resultsOf(second)) seen.add(id ?? '');
    expect(seen.size).toBe(61);
    expect(second?.next_offset ?? '').toBe('');
  });

  it('disturb nothing that goes on in the chat with the bot', async () => {
    await withFavourite(anna);
    await anna.send('/start');
    await anna.press('Create a picture');
    await asked(anna);
    await anna.send('reading in a garden');
    expect((await anna.last()).text).toContain('Which shape?');
  });
});
