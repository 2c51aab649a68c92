type Attribute = string | number | boolean | undefined | ((event: never) => void);
type Child = Node | string | undefined | false;

/** Builds an element; functions become listeners (`onclick`), `false` and undefined are left out. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
};

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An icon from the sprite in index.html. */
export const icon = (name: string): SVGSVGElement => {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svgNamespace, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
};

/** A ring that fills with `--progress` (0 to 1); spins while that is unset. */
export const progressRing = (): SVGSVGElement => {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('class', 'ring');
  svg.setAttribute('viewBox', '0 0 44 44');
  svg.setAttribute('aria-hidden', 'true');
  const circle = document.createElementNS(svgNamespace, 'circle');
  for (const [name, value] of Object.entries({ cx: 22, cy: 22, r: 19, pathLength: 100 })) {
    circle.setAttribute(name, String(value));
  }
  svg.append(circle);
  return svg;
};

export const iconButton = (
  name: string,
  label: string,
  onclick: () => void,
  attributes: Record<string, Attribute> = {},
): HTMLButtonElement =>
  el(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': label,
      title: label,
      onclick,
      ...attributes,
    },
    icon(name),
  );
