import type { PictureFacts } from './picture.ts';
import { translate } from './translate.ts';

/** What an answer can be about, in the words a schema's properties ask for. */
export type Topic = {
  prompt: string;
  description: string;
  title: string;
  language: string;
  tags: string[];
  colors: string[];
  orientation: string;
  lighting: string;
  /** Whether there is anything to speak of. */
  isPlain: boolean;
};

const lightOf: Record<PictureFacts['brightness'], string> = {
  dark: 'low-key light, deep shadows',
  balanced: 'soft natural light',
  bright: 'bright airy light',
};

const ratioOf: Record<PictureFacts['orientation'], string> = {
  portrait: '3:4',
  landscape: '4:3',
  square: '1:1',
};

const russian = {
  portrait: 'вертикальный', landscape: 'горизонтальный', square: 'квадратный',
  dark: 'приглушённый свет и глубокие тени', balanced: 'мягкий естественный свет', bright: 'яркий воздушный свет',
} as const; // prettier-ignore

const inRussian = ({ orientation, brightness }: PictureFacts): string =>
  `Кадр ${russian[orientation]}, ${russian[brightness]}. Настроение спокойное, внимание на человеке.`;

export const topicOfPicture = (facts: PictureFacts, language = 'en'): Topic => {
  const colors = facts.palette.map(({ name }) => name);
  const lighting = lightOf[facts.brightness];
  const palette = colors.join(', ');
  return {
    prompt: `A ${facts.orientation} composition in ${palette} tones, ${lighting}, sharp focus on the subject, shallow depth of field, detailed texture, photorealistic`,
    description:
      language === 'ru'
        ? inRussian(facts)
        : `A ${facts.orientation} picture with ${lighting}, mostly ${palette}.`,
    title: `Study in ${colors[0] ?? 'grey'}`,
    language: 'en',
    tags: [facts.orientation, facts.brightness, ...colors],
    colors,
    orientation: `${facts.orientation} ${ratioOf[facts.orientation]}`,
    lighting,
    isPlain: facts.isPlain,
  };
};

const craft = 'soft natural light, sharp focus, 85mm lens, detailed skin texture, photorealistic';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const languageOf = (words: string, english: string): string => {
  if (/[а-яё]/i.test(words)) return 'ru';
  return words === english ? 'en' : 'de';
};

export const topicOfText = (text: string): Topic => {
  const words =
    text
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/(?<![.!?])[.!?]+$/, '') || 'a portrait';
  const english = translate(words);
  return {
    prompt: `${capitalised(english)}, ${craft}`,
    description: capitalised(english),
    title: capitalised(english.split(' ').slice(0, 4).join(' ')),
    language: languageOf(words, english),
    tags: [
      ...new Set(
        english
          .toLowerCase()
          .split(/[^a-z]+/)
          .filter((word) => word.length > 3),
      ),
    ].slice(0, 5),
    colors: [],
    orientation: 'portrait 3:4',
    lighting: 'soft natural light',
    isPlain: false,
  };
};
