import { routeOf, type Screen } from './screen.ts';

/** What a person does: words, a photo, a voice message, nothing for a minute, or a button of a screen. */
export type Act =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'send' }
  | { readonly type: 'speak' }
  | { readonly type: 'wait' }
  | {
      readonly type: 'press';
      readonly on: string;
      readonly key: string;
      readonly messageId: number;
    };

/** One kind of screen. */
export type Place = {
  readonly screen: Screen;
  /** All that was seen to be possible there at one time or another. */
  readonly seen: Map<string, Act>;
  readonly leadsTo: Set<string>;
};

export const describe = (act: Act): string => {
  if (act.type === 'say') return act.text;
  if (act.type === 'press') return `${act.key} on “${act.on}”`;
  return { send: 'send a photo', speak: 'say something', wait: 'wait a minute' }[act.type];
};

export type Arrival = {
  readonly from: Place | undefined;
  /** Whether what is known is to be done again: something else may come of it. */
  readonly isNews: boolean;
  /** What words and photos would mean now. */
  readonly step: string;
  /** What goes on by itself, if anything does. */
  readonly goingOn: string;
};

/** Something that can be done, and where. */
export type Choice = {
  readonly place: Place | undefined;
  readonly act: Act;
  /** Whether what is found there may have changed since it was seen last. */
  readonly isNews?: boolean;
};

const waiting: readonly Act[] = [{ type: 'wait' }];
const answering: readonly Act[] = [
  { type: 'say', text: 'Lighthouse' },
  { type: 'say', text: '/cancel' },
  { type: 'send' },
  { type: 'speak' },
];

/** Every kind of screen that was met, and where it leads. */
export const createMap = () => {
  const places = new Map<string, Place>();
  /** What was done wherever it may have been: it is the same everywhere. */
  const done = new Set<string>();

  const placeOf = (screen: Screen): Place => {
    const known = places.get(screen.key);
    const place = known ?? { screen, seen: new Map(), leadsTo: new Set() };
    places.set(screen.key, place);
    return place;
  };

  return {
    places,
    /** Takes note of screens that an act led to; answers what can be done there and was not seen before. */
    arrive: (
      screens: readonly Screen[],
      { from, isNews, step, goingOn }: Arrival,
    ): readonly Choice[] => {
      const found: Choice[] = [];
      const see = (place: Place, act: Act): void => {
        const name = describe(act);
        if (isNews || !place.seen.has(name)) found.push({ place, act });
        place.seen.set(name, act);
      };
      for (const [at, screen] of screens.entries()) {
        const place = placeOf(screen);
        from?.leadsTo.add(screen.key);
        const { messageId } = screen;
        for (const { key } of screen.buttons) {
          see(place, { type: 'press', on: screen.key, key, messageId });
        }
        if (at < screens.length - 1) continue;
        const others = [...(goingOn === '' ? [] : waiting), ...(step === 'idle' ? [] : answering)];
        for (const act of others) {
          const name = `${describe(act)} ${act.type === 'wait' ? goingOn : step}`;
          if (!done.has(name)) see(place, act);
          done.add(name);
        }
      }
      return found;
    },
    /** Screens from where no button, nor any number of them, leads home; of some it is not known yet. */
    deadEnds: (unknown: ReadonlySet<Place | undefined> = new Set()): readonly string[] =>
      deadEnds(places, unknown),
  };
};

const deadEnds = (
  places: ReadonlyMap<string, Place>,
  unknown: ReadonlySet<Place | undefined>,
): readonly string[] => {
  const homes = [...places.values()].filter((place) => isHome(place) || unknown.has(place));
  const safe = new Set(homes.map(({ screen }) => screen.key));
  for (let size = -1; size < safe.size;) {
    size = safe.size;
    for (const [key, { leadsTo }] of places) {
      if ([...leadsTo].some((next) => safe.has(next))) safe.add(key);
    }
  }
  return [...places.keys()].filter((key) => !safe.has(key));
};

/** The menu, or for a stranger the question that comes before it. */
const isHome = ({ screen }: Place): boolean => {
  const routes = new Set(screen.buttons.map(({ key }) => routeOf(key)));
  return routes.has('agree') || ['pictures', 'settings', 'help'].every((each) => routes.has(each));
};
