import type { Style, StyleCategory, StylePrompt } from '@aisha/core';

const promptOf = ({ template, guidanceScale, ...further }: StylePrompt) => ({
  prompt: template,
  ...(guidanceScale !== undefined && { guidance: guidanceScale }),
  ...further,
});

/** A pack as an operator may write it: JSON is YAML, too. */
export const packText = (
  { id: category, emoji, title }: StyleCategory,
  styles: readonly Style[],
  { order = 0, version = 1 } = {},
): string =>
  JSON.stringify(
    {
      version,
      category,
      order,
      emoji,
      title,
      styles: styles.map(({ categoryId: _, aspectRatio: ratio, prompts, ...style }) => ({
        ...style,
        ratio,
        ...(prompts.portrait && { portrait: promptOf(prompts.portrait) }),
        ...(prompts.artistic && { artistic: promptOf(prompts.artistic) }),
      })),
    },
    undefined,
    1,
  );
