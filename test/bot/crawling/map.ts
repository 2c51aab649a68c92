import type { Screen } from './screen.ts';

/** What a person does: words, a photo, or a button of the newest screen of a kind. */
export type Act =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'send' }
  | { readonly type: 'press'; readonly on: string; readonly key: string };

/** One kind of screen. */
export type Place = {
  readonly screen: Screen;
  /** How it was reached from the beginning: the first time, and the last. */
  paths: readonly (readonly Act[])[];
  /** All that had been done before it was met first. */
  readonly history: readonly Act[];
  /** Buttons that it has had at one time or another. */
  readonly seen: Set<string>;
  readonly untried: Set<string>;
  readonly leadsTo: Set<string>;
  /** Buttons that could not be met again. */
  readonly missed: Set<string>;
};

/** Pressed when nothing else is left: what is gone afterwards was looked at before. */
const destroys = /del|drop|cancel|stop|forget|erase|remove|yes/u;
const saying = 'say something';
const sending = 'send a photo';

export const describe = (act: Act): string => {
  if (act.type === 'say') return act.text;
  return act.type === 'send' ? sending : `${act.key} on “${act.on}”`;
};

export const actOf = (choice: string, { screen }: Place): Act => {
  if (choice === saying) return { type: 'say', text: 'Lighthouse' };
  if (choice === sending) return { type: 'send' };
  return { type: 'press', on: screen.key, key: choice };
};

const harmless = ({ untried }: Place): string[] =>
  [...untried].filter((choice) => !destroys.test(choice));

export const nextChoice = (place: Place): string | undefined =>
  harmless(place)[0] ?? [...place.untried][0];

const distanceOf = ({ paths }: Place): number => paths[0]?.length ?? 0;

type Arrival = {
  readonly from: Place | undefined;
  readonly history: readonly Act[];
  /** Whether the bot waits for words or photos. */
  readonly isAsked: boolean;
};

/** Where a button leads, whatever it is about. */
export const routeOf = (key: string): string => key.split(':', 1)[0] ?? '';

/** Every kind of screen that was met, and what is still to be tried there. */
export const createMap = () => {
  const places = new Map<string, Place>();

  const add = (screen: Screen, path: readonly Act[], history: readonly Act[]): Place => {
    const place: Place = {
      screen,
      history: [...history],
      paths: [path],
      seen: new Set(),
      untried: new Set(),
      leadsTo: new Set(),
      missed: new Set(),
    };
    places.set(screen.key, place);
    return place;
  };

  return {
    places,
    /** Takes note of screens that an act led to; answers the last of them. */
    arrive: (
      screens: readonly Screen[],
      path: readonly Act[],
      { from, history, isAsked }: Arrival,
    ): Place | undefined => {
      let last: Place | undefined;
      for (const screen of screens) {
        last = places.get(screen.key) ?? add(screen, path, history);
        last.paths = [last.paths[0] ?? path, path];
        for (const { key } of screen.buttons) {
          if (!last.seen.has(key)) last.untried.add(key);
          last.seen.add(key);
        }
        from?.leadsTo.add(screen.key);
      }
      for (const choice of last && isAsked ? [saying, sending] : []) {
        if (!last?.seen.has(choice)) last?.untried.add(choice);
        last?.seen.add(choice);
      }
      return last;
    },
    /** The nearest place where something is to be tried that destroys nothing, or else anything. */
    nearest: (): Place | undefined => {
      const open = [...places.values()].filter(({ untried }) => untried.size > 0);
      const quiet = open.filter((place) => harmless(place).length > 0);
      const byDistance = (one: Place, other: Place) => distanceOf(one) - distanceOf(other);
      return (quiet.length > 0 ? quiet : open).toSorted(byDistance)[0];
    },
    /** Whoever is somewhere goes on there, but leaves what destroys for the end. */
    isWorth: (place: Place): boolean => harmless(place).length > 0,
    /** Every route that a button was seen to take, with a place where it was. */
    routes: () =>
      new Map(
        [...places.values()].flatMap((place) =>
          place.screen.buttons.map(({ route }) => [route, place] as const),
        ),
      ),
    deadEnds: (homes: ReadonlySet<string>) => deadEnds(places, homes),
  };
};

/** Screens from where no button, nor any number of them, leads to the beginning. */
const deadEnds = (
  places: ReadonlyMap<string, Place>,
  homes: ReadonlySet<string>,
): readonly string[] => {
  const safe = new Set(homes);
  for (let size = -1; size < safe.size;) {
    size = safe.size;
    for (const [key, { leadsTo }] of places) {
      if ([...leadsTo].some((next) => safe.has(next))) safe.add(key);
    }
  }
  // Only where every button was pressed is it known.
  const isTrap = ([key, { missed, untried }]: [string, Place]): boolean =>
    !safe.has(key) && missed.size + untried.size === 0;
  return [...places].filter(isTrap).map(([key]) => key);
};
