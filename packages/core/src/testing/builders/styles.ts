import { styleIdLength, type Style, type StyleCategory } from '../../domain/style/style.ts';
import { freshId } from './fresh.ts';

export const aStyle = (own: Partial<Style> = {}): Style => {
  const id = own.id ?? `style-${freshId().slice(-12)}`.slice(0, styleIdLength);
  return {
    categoryId: 'city',
    emoji: '🎨',
    title: { en: `Style ${id}`, ru: `Стиль ${id}` },
    description: { en: 'As it is looked at.', ru: 'Каким его видят.' },
    aspectRatio: '3:4',
    count: 1,
    tags: ['test'],
    preview: id,
    prompts: {
      portrait: { template: `${id} portrait of {subject}, looking over {their} shoulder` },
      artistic: {
        template: `${id} picture, {scene}`,
        words: {
          scene: {
            person: '{subject} by a window',
            object: '{subject} on a table',
            style: 'an empty room',
          },
        },
      },
    },
    ...own,
    id,
  };
};

export const aStyleCategory = (own: Partial<StyleCategory> = {}): StyleCategory => ({
  id: 'city',
  emoji: '🌃',
  title: { en: 'City', ru: 'Город' },
  ...own,
});

/** Few, so that a walk through every screen comes to its end. */
export const someStyleCategories: readonly StyleCategory[] = [
  aStyleCategory(),
  aStyleCategory({ id: 'film', emoji: '🎬', title: { en: 'Film', ru: 'Кино' } }),
];

export const someStyles: readonly Style[] = [
  aStyle({
    id: 'evening-city',
    emoji: '🌃',
    title: { en: 'City at night', ru: 'Ночной город' },
    aspectRatio: '9:16',
  }),
  aStyle({
    id: 'business-portrait',
    emoji: '💼',
    title: { en: 'Business portrait', ru: 'Деловой портрет' },
  }),
  aStyle({
    id: 'film-noir',
    emoji: '🎞️',
    categoryId: 'film',
    title: { en: 'Film noir', ru: 'Фильм-нуар' },
    aspectRatio: '16:9',
  }),
];
