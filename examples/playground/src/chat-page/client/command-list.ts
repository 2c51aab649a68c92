import { el } from './dom.ts';
import type { BotCommand } from './protocol.ts';

export type CommandList = {
  element: HTMLElement;
  /** Shows the commands that begin so; an empty list hides it. */
  show: (commands: BotCommand[]) => void;
  hide: () => void;
  /** True when the key moved in the list or chose from it. */
  handleKey: (event: KeyboardEvent) => boolean;
};

/** Telegram's list above the composer: from the menu button, or while a command is being typed. */
export const commandList = (label: string, choose: (command: string) => void): CommandList => {
  const element = el('div', {
    class: 'commands',
    role: 'listbox',
    'aria-label': label,
    'data-testid': 'commands',
    hidden: true,
  });
  let selected = 0;
  const options = (): HTMLElement[] => [...element.children] as HTMLElement[];
  const select = (index: number): void => {
    const count = options().length;
    selected = (index + count) % count;
    options().forEach((option, each) =>
      option.setAttribute('aria-selected', String(each === selected)),
    );
    options()[selected]?.scrollIntoView({ block: 'nearest' });
  };
  const hide = (): void => void (element.hidden = true);
  const option = ({ command, description }: BotCommand): HTMLElement =>
    el(
      'button',
      {
        type: 'button',
        role: 'option',
        tabindex: -1,
        class: 'command',
        onclick: () => choose(`/${command}`),
      },
      el('span', { class: 'command-name' }, `/${command}`),
      el('span', { class: 'command-about' }, description),
    );
  const handleKey = ({ key }: KeyboardEvent): boolean => {
    if (element.hidden) return false;
    if (key === 'Escape') hide();
    else if (key === 'ArrowDown') select(selected + 1);
    else if (key === 'ArrowUp') select(selected - 1);
    else if (key === 'Enter' || key === 'Tab') options()[selected]?.click();
    else return false;
    return true;
  };
  const show = (commands: BotCommand[]): void => {
    element.replaceChildren(...commands.map(option));
    element.hidden = commands.length === 0;
    if (commands.length > 0) select(0);
  };
  return { element, show, hide, handleKey };
};

/** The commands a half-typed text may become. */
export const matchingCommands = (text: string, commands: BotCommand[]): BotCommand[] =>
  /^\/\w*$/.test(text)
    ? commands.filter(({ command }) => `/${command}`.startsWith(text.toLowerCase()))
    : [];
