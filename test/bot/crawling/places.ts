import { parseCallbackData, readMark } from '../../../packages/bot/src/callback-data.ts';

/**
 * What a button leads to, as somebody sees it who counts taps:
 *
 * - a *place* is a section or a thing that people go to: it is named by the route and by what it is about,
 *   never by where they came from or which page of it is shown. To turn a page is no way further in.
 * - an *act* does something, or begins to by asking something. It counts where its button stands.
 * - a *step* is only met on the way through an act.
 * - *elsewhere* stands under messages that come by themselves: progress, and what was delivered.
 */
export type Kind = 'place' | 'act' | 'step' | 'elsewhere';

type Place = {
  readonly kind: 'place';
  /** Which of the arguments say what it is about. */
  readonly about: readonly number[];
};

const place = (...about: readonly number[]): Place => ({ kind: 'place', about });
const act = { kind: 'act' } as const;
const step = { kind: 'step' } as const;
const elsewhere = { kind: 'elsewhere' } as const;

/** Every button that there is. */
export const kinds: Readonly<Record<string, Place | { readonly kind: Exclude<Kind, 'place'> }>> = {
  // Somebody new
  agree: act,
  welcome: place(),
  terms: place(),
  policy: place(),
  consent: step,
  // The menu
  menu: place(),
  home: elsewhere,
  close: step,
  // Making an avatar
  new: place(),
  kinds: place(),
  kind: place(0),
  subject: step,
  'keep-draft': step,
  // Avatars
  avatars: place(),
  avatar: place(0),
  rename: act,
  'make-main': act,
  retrain: place(0),
  'delete-avatar': act,
  'avatar-deleted': step,
  // Photos
  photos: place(0),
  tips: place(0),
  take: act,
  sent: place(0),
  photo: place(0),
  unsend: act,
  swap: act,
  clear: act,
  cleared: step,
  // Versions
  versions: place(0),
  version: place(0),
  compare: place(0, 1),
  'use-version': act,
  // Training
  presets: act,
  preset: step,
  train: step,
  stop: act,
  stopped: step,
  // Creating a picture
  pictures: place(),
  prompt: place(0),
  describe: place(0),
  'from-photo': place(0),
  freely: place(),
  ratio: step,
  count: step,
  reshape: step,
  go: step,
  improve: step,
  own: step,
  use: step,
  keep: step,
  rewrite: step,
  drop: elsewhere,
  // Styles, which are the same whomever they are chosen for
  styles: place(),
  shelf: place(0),
  look: place(0),
  surprise: act,
  star: act,
  whose: act,
  style: act,
  // Pictures
  gallery: place(2),
  picture: place(0),
  facts: place(0),
  filters: place(),
  'filter-styles': place(),
  'filter-months': place(),
  statistics: place(),
  select: place(),
  tick: step,
  archive: step,
  'archive-all': act,
  again: act,
  vary: act,
  anew: step,
  stay: step,
  reseed: act,
  enlarge: act,
  file: act,
  like: act,
  remove: act,
  removed: step,
  which: elsewhere,
  result: elsewhere,
  // Credits
  balance: place(),
  transfers: place(),
  support: place(),
  // Settings, help and data
  settings: place(),
  set: act,
  language: act,
  help: place(0),
  privacy: place(),
  export: act,
  forget: place(),
  forgotten: step,
  receipt: elsewhere,
};

export type Lead = { readonly kind: Kind; readonly name: string };

/** Where a button leads: a place by its own name, everything else by its route. */
export const leadOf = (data: string): Lead => {
  const { route, args } = parseCallbackData(readMark(data).data);
  const found = Object.hasOwn(kinds, route) ? kinds[route] : undefined;
  if (!found) throw new Error(`nobody knows what ${route} is`);
  return found.kind === 'place'
    ? { kind: 'place', name: [route, ...found.about.map((at) => args[at] ?? '')].join(' ').trim() }
    : { kind: found.kind, name: route };
};
