import type { ChatContext } from './chat-context.ts';
import { el, iconButton } from './dom.ts';
import { entityTree, type RichNode } from './entity-tree.ts';
import type { Entity } from './protocol.ts';

const plainTags: Record<string, keyof HTMLElementTagNameMap> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
};

const plainText = (nodes: RichNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : plainText(node.children))).join('');

const allowedProtocols = new Set(['http:', 'https:', 'mailto:', 'tel:', 'tg:']);

/** The address of a link, or undefined when a browser should not follow it (`javascript:`). */
export const safeUrl = (address: string): string | undefined => {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  const url = URL.parse(withScheme);
  return url && allowedProtocols.has(url.protocol) ? url.href : undefined;
};

const linkAddress = (entity: Entity, text: string): string | undefined => {
  if (entity.type === 'text_link') return entity.url;
  if (entity.type === 'url') return text;
  if (entity.type === 'email') return `mailto:${text}`;
  return entity.type === 'phone_number' ? `tel:${text}` : undefined;
};

const link = (entity: Entity, nodes: RichNode[], children: Node[]): HTMLElement => {
  const href = safeUrl(linkAddress(entity, plainText(nodes)) ?? '');
  if (!href) return el('span', {}, ...children);
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
};

const spoiler = (children: Node[], { texts }: ChatContext): HTMLElement => {
  const cover = el(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': texts.showSpoiler },
    el('span', { class: 'spoiler-text' }, ...children),
  );
  const reveal = (): void => {
    cover.classList.add('is-revealed');
    for (const name of ['role', 'tabindex', 'aria-label']) cover.removeAttribute(name);
  };
  cover.addEventListener('click', reveal);
  cover.addEventListener('keydown', ({ key }) => (key === 'Enter' || key === ' ') && reveal());
  return cover;
};

const codeBlock = (entity: Entity, nodes: RichNode[], context: ChatContext): HTMLElement => {
  const text = plainText(nodes);
  const copy = (): void =>
    void navigator.clipboard?.writeText(text).then(() => context.toast(context.texts.copied));
  const head = el('span', { class: 'pre-language' }, entity.language ?? '');
  return el('pre', {}, head, iconButton('copy', context.texts.copy, copy), el('code', {}, text));
};

const expandable = (children: Node[]): HTMLElement => {
  const quote = el('blockquote', { class: 'is-folded' }, ...children);
  quote.addEventListener('click', () => quote.classList.toggle('is-folded'));
  return quote;
};

const element = (node: Exclude<RichNode, string>, context: ChatContext): Node => {
  const { entity } = node;
  const children = node.children.map((child) => view(child, context));
  const tag = plainTags[entity.type];
  if (tag) return el(tag, {}, ...children);
  switch (entity.type) {
    case 'pre':
      return codeBlock(entity, node.children, context);
    case 'spoiler':
      return spoiler(children, context);
    case 'blockquote':
      return el('blockquote', {}, ...children);
    case 'expandable_blockquote':
      return expandable(children);
    case 'bot_command': {
      const command = plainText(node.children);
      const onclick = (): void => context.sendText(command);
      return el('button', { type: 'button', class: 'text-link', onclick }, ...children);
    }
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
      return el('span', { class: 'mention' }, ...children);
    default:
      return link(entity, node.children, children);
  }
};

const view = (node: RichNode, context: ChatContext): Node =>
  typeof node === 'string' ? document.createTextNode(node) : element(node, context);

const blocks = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** A block ends its line by itself; the newline behind it would show as an empty line. */
const withoutBlockNewlines = (nodes: RichNode[]): RichNode[] =>
  nodes.map((node, index) => {
    const before = nodes[index - 1];
    const afterBlock = typeof before === 'object' && blocks.has(before.entity.type);
    return typeof node === 'string' && afterBlock ? node.replace(/^\n/, '') : node;
  });

/** A message's text as DOM nodes; nothing in it is ever read as markup. */
export const richText = (
  text: string,
  entities: Entity[] | undefined,
  context: ChatContext,
): HTMLElement =>
  el(
    'div',
    { class: 'text', dir: 'auto' },
    ...withoutBlockNewlines(entityTree(text, entities)).map((node) => view(node, context)),
  );
