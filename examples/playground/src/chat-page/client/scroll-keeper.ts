import { el, icon } from './dom.ts';
import type { Texts } from './texts.ts';

export type ScrollKeeper = {
  button: HTMLElement;
  /** Call when a message arrived: counts it when the reader is looking at older ones. */
  arrived: () => void;
  toEnd: (smooth?: boolean) => void;
};

/** How near to the end still counts as being there, CSS pixels. */
const nearEnd = 60;

const endButton = (texts: Texts, onclick: () => void) => {
  const count = el('span', { class: 'unread', 'data-testid': 'unread' });
  const attributes = { type: 'button', class: 'to-end', 'data-testid': 'to-end', hidden: true };
  const element = el('button', { ...attributes, onclick }, count, icon('down'));
  const show = (unread: number): void => {
    count.textContent = unread ? String(unread) : '';
    element.setAttribute('aria-label', unread ? `${texts.newMessages}: ${unread}` : texts.toBottom);
  };
  return { element, show };
};

const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight < nearEnd;

/** Keeps a reader at the end there, and leaves one who reads older messages in peace. */
export const scrollKeeper = (
  scroller: HTMLElement,
  content: HTMLElement,
  texts: Texts,
): ScrollKeeper => {
  let stuck = true;
  let unread = 0;
  let lastTop = 0;
  let lastHeight = 0;
  const show = (): void => {
    if (stuck) unread = 0;
    button.element.hidden = stuck;
    button.show(unread);
  };
  const toEnd = (smooth = false): void => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const behavior = smooth && !calm ? 'smooth' : 'instant';
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
    // A message that became shorter takes the end up: that was not the reader. Nor does a reader who
    // goes up before the next scroll event go up through content that grows: it has grown already.
    lastTop = scroller.scrollTop;
    lastHeight = content.offsetHeight;
    stuck = true;
    show();
  };
  const onScroll = (): void => {
    const { scrollTop } = scroller;
    // Growing content also leaves the end behind, and content that shrinks for a moment pushes the
    // reader up: only one who goes up through what stays as it is wants to stay. What can be
    // scrolled grows by the way a message moves as it comes in; what is written does not.
    const height = content.offsetHeight;
    if (isNearEnd(scroller)) stuck = true;
    else if (scrollTop < lastTop && height === lastHeight) stuck = false;
    else if (scrollTop < lastTop && stuck) toEnd();
    lastTop = scrollTop;
    lastHeight = height;
    show();
  };
  const button = endButton(texts, () => toEnd(true));
  scroller.addEventListener('scroll', onScroll, { passive: true });
  const follow = new ResizeObserver(() => stuck && toEnd());
  follow.observe(content);
  follow.observe(scroller);
  const arrived = (): void => {
    if (!stuck) unread += 1;
    show();
  };
  return { button: button.element, toEnd, arrived };
};
