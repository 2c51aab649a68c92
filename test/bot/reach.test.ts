import { describe, expect, it } from 'vitest';
import { placesOfBelongings } from './crawling/belongings.ts';
import { kinds } from './crawling/places.ts';
import { reachIn, type Reach } from './crawling/reach.ts';
import { standings, type Standing } from './crawling/standings.ts';
import { startBotSetting } from './bot-setting.ts';

const most = 3;

const tooFar = ({ places }: Reach): string[] =>
  [...places.values()]
    .filter(({ taps }) => taps > most)
    .map(({ taps, path }) => `${taps} taps: ${path.join(' › ')}`);

/** Things of one kind, such as two pictures. */
const areAlike = (one: string, other: string): boolean => {
  const [[route, ...about], [otherRoute, ...otherAbout]] = [one.split(' '), other.split(' ')];
  return route === otherRoute && about.length === otherAbout.length;
};

/**
 * A way back leads to where there is a way here, and no further in; a neighbour is none. From what
 * hangs under the menu it is the menu.
 */
const withoutReturn = ({ places }: Reach): string[] =>
  [...places].flatMap(([name, { taps, leadsTo }]) => {
    const isBack = (to: string): boolean => {
      const there = places.get(to);
      if (!there || there.taps > taps || areAlike(to, name)) return false;
      return there.leadsTo.has(name) || (taps === 1 && there.taps === 0);
    };
    return taps === 0 || [...leadsTo].some(isBack) ? [] : [name];
  });

describe('what there is in the chat', () => {
  const begun = new Set<string>();

  it.each(Object.entries(standings))(
    'is at most three taps from the menu, and has a way back, for %s',
    { timeout: 120_000 },
    async (name, standing) => {
      await reachIn(standing, async (reach, { setting }) => {
        for (const act of reach.acts) begun.add(act);
        const { places } = reach;
        process.stdout.write(`  ${name}: ${places.size} places\n`);
        expect(reach.dead).toEqual([]);
        expect(tooFar(reach)).toEqual([]);
        expect(withoutReturn(reach)).toEqual([]);
        if (!standing) return;
        const all = await placesOfBelongings(setting);
        expect(all.filter((place) => !places.has(place))).toEqual([]);
      });
    },
  );

  it('begins everything that can be done at a place', () => {
    const acts = Object.keys(kinds).filter((route) => kinds[route]?.kind === 'act');
    expect(acts.filter((route) => !begun.has(route))).toEqual([]);
  });

  it('is all that the bot answers to', async () => {
    const setting = await startBotSetting();
    const routes = Object.keys(setting.routes.presses);
    await setting.stop();
    expect(Object.keys(kinds).toSorted()).toEqual(routes.toSorted());
  });
});

type Markup = { readonly inline_keyboard: readonly { readonly callback_data?: string }[][] };
type Payload = { readonly reply_markup?: Markup };

/** Somebody new to a bot where screens that have one button lack another. */
const lacking =
  (missing: string, besides: string): Standing =>
  async ({ telegram: { telegram } }, person) => {
    await person.join();
    const callApi = telegram.callApi.bind(telegram) as (
      ...call: readonly [string, Payload, ...unknown[]]
    ) => Promise<never>;
    telegram.callApi = (method: string, payload: Payload, ...rest: unknown[]) => {
      const rows = payload.reply_markup?.inline_keyboard ?? [];
      const has = rows.flat().some((button) => button.callback_data === besides);
      const left = rows.map((row) => row.filter((button) => button.callback_data !== missing));
      const markup = { reply_markup: { inline_keyboard: left } };
      return callApi(method, has ? { ...payload, ...markup } : payload, ...rest);
    };
  };

describe('a fault that is planted', () => {
  it('is found where something is four taps away', async () => {
    await reachIn(lacking('privacy', 'set:quick:on'), (reach) => {
      expect(tooFar(reach)).toEqual([
        '4 taps: menu › help › help privacy › privacy › terms',
        '4 taps: menu › help › help privacy › privacy › forget',
      ]);
    });
  });

  it('is found where a screen has no way back', async () => {
    await reachIn(lacking('help', 'support'), (reach) => {
      expect(withoutReturn(reach)).toEqual(['help problems']);
    });
  });
});
