import type { Locale } from '@aisha/core';
import { locales } from '../../../packages/bot/src/i18n/languages.ts';
import { createJudge, type Judge } from './judge.ts';
import { actOf, createMap, describe, nextChoice, routeOf, type Act, type Place } from './map.ts';
import { screenOf } from './screen.ts';
import type { Standing } from './standings.ts';
import { openCrawlWorld, type CrawlWorld, type Seen } from './world.ts';

export type Crawled = {
  readonly screens: readonly string[];
  readonly acts: number;
  /** Buttons that were seen and could not be met again. */
  readonly missed: readonly string[];
  readonly findings: readonly string[];
};

export type CrawlOptions = {
  /** A stranger without. */
  readonly standing?: Standing | undefined;
  readonly locale: Locale;
  readonly maxActs?: number;
};

const home = '/start';
/** A chat that has grown longer is left for a new one: looking at all of it takes its time. */
const longChat = 60;

/** Presses every button of every screen, the nearest first, and looks at all that comes of it. */
export const crawl = async (options: CrawlOptions): Promise<Crawled> => {
  const { maxActs = 2_500 } = options;
  const walker = await startWalker(options);
  const { map, judge } = walker;
  const missed: string[] = [];
  const miss = (place: Place, ...choices: readonly string[]): void => {
    for (const choice of choices) place.missed.add(choice);
    missed.push(...choices.map((choice) => describe(actOf(choice, place))));
  };
  /** Tries the next thing there; answers where that led, if there is something to do. */
  const tryNext = async (place: Place): Promise<Place | undefined> => {
    const choice = nextChoice(place) ?? '';
    place.untried.delete(choice);
    const next = await walker.act(actOf(choice, place), place);
    if (next === 'missing') miss(place, choice);
    return typeof next === 'object' && map.isWorth(next) ? next : undefined;
  };
  try {
    await walker.sayAll();
    let current = map.nearest();
    let here: Place | undefined;
    while (current && walker.acts() < maxActs) {
      if (here === current || (await walker.goTo(current))) {
        here = await tryNext(current);
      } else {
        miss(current, ...current.untried);
        current.untried.clear();
        here = undefined;
      }
      current = here ?? map.nearest();
    }
    if (current) judge.add(`${walker.acts()} acts were not enough to see everything`);
    for (const [route, place] of map.routes()) {
      if (!walker.pressed.has(route)) await walker.relive(place, route);
      if (!walker.pressed.has(route)) judge.add(`nobody could press any ${route}`);
    }
    for (const key of map.deadEnds(walker.homes)) judge.add(`no way home from “${key}”`);
  } finally {
    await walker.stop();
  }
  const screens = [...map.places.keys()];
  return { screens, acts: walker.acts(), missed, findings: [...judge.findings] };
};

/** Acts in one world after another, and has everything judged and drawn on the map. */
const startWalker = async ({ standing, locale }: CrawlOptions) => {
  let world = await openCrawlWorld(standing, locale);
  const { routes } = world.setting;
  const judge: Judge = createJudge(new Set([...Object.keys(routes.presses), 'agree', 'welcome']));
  const map = createMap();
  const homes = new Set<string>();
  const pressed = new Set<string>();
  /** All that was done in the present world. */
  let history: Act[] = [];
  let acts = 0;

  const renew = async (): Promise<void> => {
    await world.stop();
    world = await openCrawlWorld(standing, locale);
    history = [];
  };

  /** Where another language was chosen the walk does not go: it is walked by itself. */
  const act = async (what: Act, from?: Place): Promise<Place | 'missing' | 'nowhere'> => {
    acts += 1;
    history.push(what);
    const seen = await perform(world, what, acts).catch(async (error: unknown) => {
      judge.add(`${describe(what)}: ${String(error)}`);
      await renew();
      return 'failed' as const;
    });
    if (seen === undefined) return 'missing';
    if (seen === 'failed') return 'nowhere';
    const spoken = seen.locale ?? languageOf(what) ?? locale;
    if (what.type === 'press') pressed.add(routeOf(what.key));
    judge.look(what, { ...seen, locale: spoken });
    if (spoken !== locale) {
      await world.speak(locale);
      return 'nowhere';
    }
    const screens = seen.changed.flatMap((message) => screenOf(message) ?? []);
    const place = map.arrive(screens, [...(from?.paths[0] ?? []), what], {
      from,
      history,
      isAsked: seen.isAsked,
    });
    if (what.type === 'say' && what.text === home && place) homes.add(place.screen.key);
    return place ?? from ?? 'nowhere';
  };

  /** Walks to a place as it was reached before. */
  const walk = async ({ screen }: Place, path: readonly Act[]): Promise<boolean> => {
    for (const step of path) {
      const from = step.type === 'press' ? map.places.get(step.on) : undefined;
      if (typeof (await act(step, from)) !== 'object') return false;
    }
    return world.screens().some(({ key }) => key === screen.key);
  };

  return {
    map,
    judge,
    homes,
    pressed,
    act,
    acts: () => acts,
    /** Says every command there is. */
    sayAll: async (): Promise<void> => {
      const commands = Object.keys(routes.commands).map((name) => `/${name}`);
      for (const text of [home, ...commands]) await act({ type: 'say', text });
    },
    goTo: async (place: Place): Promise<boolean> => {
      const [first = [], last = first] = place.paths;
      if (world.length() < longChat && (await walk(place, first))) return true;
      for (const path of new Set([first, last])) {
        await renew();
        if (await walk(place, path)) return true;
      }
      return false;
    },
    /** Does again all that had led to a place, and presses there what leads this way. */
    relive: async (place: Place, route: string): Promise<void> => {
      const { key } = place.screen.buttons.find((button) => button.route === route) ?? { key: '' };
      await renew();
      for (const step of place.history) await act(step);
      await act({ type: 'press', on: place.screen.key, key }, place);
    },
    stop: () => world.stop(),
  };
};

/** The language that a button names. */
const languageOf = (act: Act): Locale | undefined =>
  act.type === 'press' ? locales.find((each) => act.key.split(':').includes(each)) : undefined;

const perform = async (world: CrawlWorld, act: Act, at: number): Promise<Seen | undefined> => {
  if (act.type === 'say') return world.say(act.text);
  if (act.type === 'send') return world.send(`photo ${at}`);
  const screen = world.screens().find(({ key }) => key === act.on);
  const button = screen?.buttons.find(({ key }) => key === act.key);
  return screen && button ? world.press(screen.messageId, button.data) : undefined;
};
