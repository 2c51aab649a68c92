import type { PageMessage } from '../telegram.ts';
import { leadOf } from './places.ts';
import type { Standing } from './standings.ts';
import { openCrawlWorld, type CrawlWorld, type Seen } from './world.ts';

type Reached = {
  /** How many taps from the menu, at the least. */
  readonly taps: number;
  /** The places on the way, and at its end this one. */
  readonly path: readonly string[];
  /** The places that its buttons lead to, on any of its pages. */
  readonly leadsTo: Set<string>;
};

export type Reach = {
  readonly places: ReadonlyMap<string, Reached>;
  /** What is begun anywhere. */
  readonly acts: ReadonlySet<string>;
  /** Buttons that lead to no screen. */
  readonly dead: readonly string[];
};

/** Goes from the menu, or for a stranger from the welcome, to every place that there is, by as few taps as it takes. */
export const reachIn = async (
  standing: Standing | undefined,
  look: (reach: Reach, world: CrawlWorld) => Promise<void> | void,
): Promise<void> => {
  const world = await openCrawlWorld(standing, 'en');
  try {
    const walk = startWalk(world);
    walk.arrive(await beginning(world), { to: standing ? 'menu' : 'welcome', taps: 0, path: [] });
    for (let way = walk.next(); way; way = walk.next()) {
      way.restore();
      const screen = screenIn(await world.press(way.at.messageId, way.data));
      if (screen) walk.arrive(screen, way);
      else walk.dead.push([...way.path, way.to].join(' › '));
    }
    await look(walk, world);
  } finally {
    await world.stop();
  }
};

type Screen = { readonly messageId: number; readonly data: readonly string[] };
type Destination = Pick<Reached, 'taps' | 'path'> & { readonly to: string };
type Way = Destination & {
  readonly at: Screen;
  readonly data: string;
  readonly isPage: boolean;
  /** Puts the world back to when the button was seen. */
  readonly restore: () => void;
};

/** Whoever is in the middle of something keeps it as it is. */
const beginning = async (world: CrawlWorld): Promise<Screen> => {
  const seen = await world.say('/start');
  const [screen] = world.screens();
  const keep = screen?.buttons.find(({ route }) => route === 'menu');
  const first = screenIn(keep && screen ? await world.press(screen.messageId, keep.data) : seen);
  if (!first) throw new Error('nobody answers');
  return first;
};

const screenIn = ({ changed }: Seen): Screen | undefined => {
  const message = changed.findLast((each) => dataOf(each).length > 0);
  return message && { messageId: message.id, data: dataOf(message) };
};

const dataOf = ({ from, keyboard = [] }: PageMessage): string[] =>
  from === 'bot' ? keyboard.flat().flatMap(({ data }) => data ?? []) : [];

const startWalk = (world: CrawlWorld) => {
  const places = new Map<string, Reached>();
  const acts = new Set<string>();
  const dead: string[] = [];
  const pages = new Set<string>();
  /** Some screens have two names: the only avatar is also the list. */
  const faces = new Map<string, number>();
  /** The nearest first. */
  const open: Way[] = [];

  /** Another page of the same place is no further away, and is looked at once. */
  const see = (way: Omit<Way, 'isPage'>, here: string): void => {
    if (way.to !== here) open.push({ ...way, taps: way.taps + 1, isPage: false });
    else if (!pages.has(way.data)) open.unshift({ ...way, isPage: true });
    if (way.to === here) pages.add(way.data);
  };

  const arrive = (at: Screen, { to: here, taps, path: before }: Destination): void => {
    const path = [...before, here];
    const face = at.data.join(' ');
    const nearest = Math.min(taps, faces.get(face) ?? taps);
    faces.set(face, nearest);
    const reached = places.get(here) ?? { taps: nearest, path, leadsTo: new Set() };
    places.set(here, reached);
    const restore = world.remember();
    for (const data of at.data) {
      const { kind, name: to } = leadOf(data);
      if (kind === 'act') acts.add(to);
      if (kind !== 'place') continue;
      reached.leadsTo.add(to);
      see({ at, data, to, taps: reached.taps, path: to === here ? before : path, restore }, here);
    }
  };

  const next = (): Way | undefined => {
    for (let way = open.shift(); way; way = open.shift()) {
      if (way.isPage || !places.has(way.to)) return way;
    }
    return undefined;
  };

  return { places, acts, dead, arrive, next };
};
