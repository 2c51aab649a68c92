import type { ChatContext } from './chat-context.ts';
import { commandList, matchingCommands, type CommandList } from './command-list.ts';
import { actionButton, attachButton, menuButton } from './composer-buttons.ts';
import { el } from './dom.ts';
import { messageInput } from './message-input.ts';
import type { Bot, Message } from './protocol.ts';
import { canRecord } from './recorder.ts';
import { replyKeyboard } from './reply-keyboard.ts';
import { voiceBar } from './voice-bar.ts';

export type Composer = {
  element: HTMLElement;
  setCommands: (commands: Bot['commands']) => void;
  /** Shows or takes away the reply keyboard that came with a message. */
  setKeyboard: (keyboard: Message['replyKeyboard']) => void;
  focus: () => void;
  restore: (text: string) => void;
  /** Puts a text in the place of what was being written. */
  setText: (text: string) => void;
};

type ComposerActions = {
  /** Hears what stands there after every change. */
  typed: (text: string) => void;
  pickFiles: (files: File[]) => void;
  sendVoice: (ogg: Blob, seconds: number) => void;
};

const hideOnClickOutside = (element: HTMLElement, list: CommandList): void =>
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !element.contains(target)) list.hide();
  });

const commandMenu = (context: ChatContext, choose: (command: string) => void) => {
  const { texts } = context;
  let commands: Bot['commands'] = [];
  const list = commandList(texts.commands, choose);
  const toggle = (): void => (list.element.hidden ? list.show(commands) : list.hide());
  const button = menuButton(texts, toggle);
  const set = (next: Bot['commands']): void => {
    commands = next;
    button.hidden = next.length === 0;
  };
  const suggest = (text: string): void => list.show(matchingCommands(text, commands));
  return { list, button, set, suggest };
};

export const composer = (context: ChatContext, actions: ComposerActions): Composer => {
  const { texts } = context;
  const submit = (text: string): void => {
    input.setText('');
    context.sendText(text);
  };
  const send = (): void => {
    if (input.text() !== '') submit(input.text());
  };
  const menu = commandMenu(context, (command) => {
    submit(command);
    input.element.focus();
  });
  const voice = voiceBar(context, actions.sendVoice, (recording) =>
    element.classList.toggle('is-recording', recording),
  );
  const action = actionButton(texts, () => {
    if (input.text() !== '' || !canRecord()) send();
    else void voice.start();
  });
  const input = messageInput(texts, {
    onChange: (text) => {
      action.show(text.trim() !== '');
      menu.suggest(text);
      actions.typed(text);
    },
    onSend: send,
    onFiles: actions.pickFiles,
    onKey: menu.list.handleKey,
  });
  const keyboard = replyKeyboard(texts, context.sendText);
  const attach = attachButton(texts, actions.pickFiles);
  const tools = [menu.button, input.element, keyboard.toggle, ...attach, voice.element];
  const line = el(
    'div',
    { class: 'composer-line' },
    el('div', { class: 'field' }, ...tools),
    action.element,
  );
  const element = el('div', { class: 'composer' }, menu.list.element, line, keyboard.element);
  hideOnClickOutside(element, menu.list);
  return {
    element,
    setCommands: menu.set,
    setKeyboard: keyboard.set,
    focus: () => input.element.focus(),
    setText: input.setText,
    restore: (text) => input.setText(input.text() === '' ? text : `${text}\n${input.text()}`),
  };
};
