import type { Locale } from '@aisha/core';
import { locales } from '../../../packages/bot/src/i18n/languages.ts';
import { createJudge, type Judge } from './judge.ts';
import { createMap, describe, type Act, type Choice } from './map.ts';
import { routeOf, screenOf } from './screen.ts';
import type { Standing } from './standings.ts';
import { openCrawlWorld, type CrawlWorld, type Seen } from './world.ts';

export type Crawled = {
  readonly screens: readonly string[];
  /** What was done, each in words. */
  readonly acts: readonly string[];
  /** Where the buttons that were pressed lead. */
  readonly routes: ReadonlySet<string>;
  readonly findings: readonly string[];
};

export type CrawlOptions = {
  /** A stranger without. */
  readonly standing?: Standing | undefined;
  readonly locale: Locale;
  readonly maxActs?: number;
};

/** Something to be done, at the very moment when it was seen to be possible. */
type Open = Choice & { readonly restore: () => void };

/**
 * Presses every button of every screen, the nearest first, and looks at all that comes of it. Before
 * each act the world is put back to the moment when the act was first possible, so that none is missed.
 */
export const crawl = async (options: CrawlOptions): Promise<Crawled> => {
  const { standing, locale, maxActs = 2_500 } = options;
  const world = await openCrawlWorld(standing, locale);
  const walker = startWalker(world, locale);
  const { judge, map, acts } = walker;
  try {
    walker.begin();
    for (let next = walker.next(); next && acts.length < maxActs; next = walker.next()) {
      next.restore();
      await walker.act(next);
    }
    if (walker.unknown().size > 0) {
      judge.add(`${maxActs} acts were not enough to see everything`);
    }
    for (const key of map.deadEnds(walker.unknown())) judge.add(`no way home from “${key}”`);
  } finally {
    await world.stop();
  }
  const { routes } = walker;
  return { screens: [...map.places.keys()], acts, routes, findings: [...judge.findings] };
};

/** Where people look what they have. */
const shelves = ['/avatars', '/gallery'];

/** Acts, has everything judged and drawn on the map, and knows what is still to be done. */
const startWalker = (world: CrawlWorld, locale: Locale) => {
  const { presses, commands } = world.setting.routes;
  const judge: Judge = createJudge(new Set([...Object.keys(presses), 'agree', 'welcome']));
  const map = createMap();
  const open: Open[] = [];
  const known = new Set<string>();
  const acts: string[] = [];
  const routes = new Set<string>();

  /** What anybody can do at any time. */
  const beginAnew = (restore: () => void, words: readonly string[]): void => {
    open.push({ act: { type: 'send' }, place: undefined, restore });
    open.push({ act: { type: 'speak' }, place: undefined, restore });
    for (const text of words) {
      const isNews = shelves.includes(text);
      open.push({ act: { type: 'say', text }, place: undefined, isNews, restore });
    }
  };

  const act = async ({ act: what, place: from, isNews = false }: Choice): Promise<void> => {
    acts.push(describe(what));
    const seen = await perform(world, what, acts.length).catch((error: unknown) => {
      judge.add(`${describe(what)}: ${String(error)}`);
    });
    if (!seen) return judge.add(`${describe(what)}: could not be done`);
    if (what.type === 'press') routes.add(routeOf(what.key));
    const spoken = seen.locale ?? languageOf(what) ?? locale;
    judge.look(what, { ...seen, locale: spoken });
    // Where another language was chosen the walk does not go: it is walked by itself.
    if (spoken !== locale) return;
    const screens = seen.changed.flatMap((message) => screenOf(message) ?? []);
    const restore = world.remember();
    const choices = map.arrive(screens, { ...seen, from, isNews });
    for (const choice of choices) open.push({ ...choice, restore });
    if (known.has(seen.belongings)) return;
    // Whoever has something else may see something else.
    if (known.size > 0) beginAnew(restore, ['/start', '/create', ...shelves]);
    known.add(seen.belongings);
  };

  /** From what has been said to the person already. */
  const begin = (): void => {
    const restore = world.remember();
    const here = { from: undefined, isNews: false, step: 'idle', goingOn: '' };
    const choices = map.arrive(world.screens().toReversed(), here);
    for (const choice of choices) open.push({ ...choice, restore });
    const words = ['/start', ...Object.keys(commands).map((name) => `/${name}`), 'Lighthouse'];
    beginAnew(restore, [...new Set(words)]);
  };

  return {
    map,
    judge,
    acts,
    routes,
    begin,
    act,
    next: () => open.shift(),
    /** Where something is still to be done. */
    unknown: () => new Set(open.map(({ place }) => place)),
  };
};

/** The language that a button names. */
const languageOf = (act: Act): Locale | undefined =>
  act.type === 'press' ? locales.find((each) => act.key.split(':').includes(each)) : undefined;

const perform = async (world: CrawlWorld, act: Act, at: number): Promise<Seen | undefined> => {
  if (act.type === 'say') return world.say(act.text);
  if (act.type === 'send') return world.send(`photo ${at}`);
  if (act.type === 'speak') return world.speak(`a lighthouse in the morning ${at}`);
  if (act.type === 'wait') return world.wait();
  const screen = world.screens().find(({ messageId }) => messageId === act.messageId);
  const button = screen?.buttons.find(({ key }) => key === act.key);
  return screen && button ? world.press(screen.messageId, button.data) : undefined;
};
