import { createUser, readState } from './api.ts';
import { el, icon } from './dom.ts';
import { avatar } from './header.ts';
import type { Bot, ChatUser } from './protocol.ts';
import { textsFor, type Language, type Texts } from './texts.ts';

type Guest = { user: ChatUser; bot: Bot };

/** A fresh user of that language, and the bot as that user sees it. */
const makeGuest = async (language: Language, firstName: string): Promise<Guest> => {
  const user = await createUser({ firstName, languageCode: language });
  return { user, bot: (await readState(user.id)).bot };
};

const about = (bot: Bot | undefined, texts: Texts): HTMLElement =>
  el(
    'div',
    { class: 'welcome-about' },
    avatar(bot?.name ?? '·'),
    el('h1', {}, bot?.name ?? '…'),
    bot !== undefined && el('p', { class: 'welcome-username' }, `@${bot.username}`),
    el('h2', {}, texts.whatCanItDo),
    el(
      'p',
      { class: 'welcome-text', dir: 'auto', 'data-testid': 'bot-description' },
      bot?.description ?? '',
    ),
  );

const languageChoice = (chosen: Language, choose: (language: Language) => void): HTMLElement => {
  const option = (language: Language, label: string): HTMLElement =>
    el(
      'label',
      {},
      el('input', {
        type: 'radio',
        name: 'language',
        value: language,
        checked: language === chosen,
        onchange: () => choose(language),
      }),
      el('span', { lang: language }, label),
    );
  return el(
    'fieldset',
    { class: 'segments' },
    el('legend', {}, textsFor(chosen).welcomeLanguage),
    option('ru', 'Русский'),
    option('en', 'English'),
  );
};

type FormParts = {
  language: Language;
  name: HTMLInputElement;
  onLanguage: (language: Language) => void;
  onStart: () => Promise<void>;
};

type WelcomeForm = { readonly element: HTMLFormElement; readonly introduce: (bot: Bot) => void };

/** The bot is introduced later, in its place: a button that is replaced while it is pressed is not pressed. */
const welcomeForm = ({ language, name, onLanguage, onStart }: FormParts): WelcomeForm => {
  const texts = textsFor(language);
  const unknown = about(undefined, texts);
  const failure = el('p', { class: 'refusal', role: 'alert', hidden: true }, texts.notSent);
  const form = el(
    'form',
    { class: 'welcome', 'data-testid': 'welcome' },
    unknown,
    el('label', { class: 'welcome-field' }, texts.welcomeName, name),
    languageChoice(language, onLanguage),
    failure,
    el('button', { class: 'start', 'data-testid': 'start' }, texts.start),
    el('p', { class: 'welcome-sandbox' }, icon('shield'), texts.sandbox),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onStart().catch(() => (failure.hidden = false));
  });
  return { element: form, introduce: (bot) => unknown.replaceWith(about(bot, texts)) };
};

const nameField = (): HTMLInputElement =>
  el('input', {
    class: 'welcome-input',
    maxlength: 64,
    autocomplete: 'given-name',
    'data-testid': 'first-name',
  });

/** The sandbox describes the bot to a user, so each language shown is a guest of its own. */
const guestBook = (): ((language: Language) => Promise<Guest>) => {
  const guests = new Map<Language, Promise<Guest>>();
  return (language) => {
    const guest = guests.get(language) ?? makeGuest(language, textsFor(language).guest);
    guests.set(language, guest);
    guest.catch(() => guests.delete(language));
    return guest;
  };
};

const retryMs = 2000;

/** The first visit: who the bot is, and who the visitor wants to be. Resolves when START is pressed. */
export const welcome = (root: HTMLElement, guessed: Language): Promise<ChatUser> =>
  new Promise((resolve) => {
    const guestOf = guestBook();
    const name = nameField();
    const page = el('main', { class: 'welcome-page wallpaper' });
    const start = async (language: Language): Promise<void> => {
      const { user } = await guestOf(language);
      const firstName = name.value.trim() || user.firstName;
      const isGuest = firstName === user.firstName;
      resolve(isGuest ? user : await createUser({ firstName, languageCode: language }));
    };
    const draw = (language: Language): WelcomeForm => {
      document.documentElement.lang = language;
      name.placeholder = textsFor(language).guest;
      const onStart = (): Promise<void> => start(language);
      const form = welcomeForm({ language, name, onLanguage: show, onStart });
      page.replaceChildren(form.element);
      return form;
    };
    const introduceTo = (form: WelcomeForm, language: Language): void => {
      guestOf(language).then(
        ({ bot }) => form.introduce(bot),
        () => setTimeout(() => introduceTo(form, language), retryMs),
      );
    };
    const show = (language: Language): void => introduceTo(draw(language), language);
    root.replaceChildren(page);
    show(guessed);
  });
