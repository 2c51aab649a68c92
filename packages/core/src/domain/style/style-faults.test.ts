import { describe, expect, it } from 'vitest';
import { aStyle } from '../../testing/builders/styles.ts';
import { styleFaults } from './style-faults.ts';
import type { StylePrompt } from './style.ts';

const faultsOf = (portrait: StylePrompt | undefined): string[] => {
  const { artistic } = aStyle().prompts;
  const prompts = { ...(artistic && { artistic }), ...(portrait && { portrait }) };
  return styleFaults({ prompts }).map(({ path, problem }) => `${path.join('.')} ${problem}`);
};

describe('a style', () => {
  it('that can be filled in for everybody has no fault', () => {
    expect(styleFaults(aStyle())).toEqual([]);
  });

  it('is written for both kinds of avatars', () => {
    expect(faultsOf(undefined)).toEqual(['portrait is not written for portrait avatars']);
  });

  it('leaves nothing open that nobody can fill in', () => {
    expect(faultsOf({ template: '{subject} in {a hat}' })).toEqual([
      'portrait.prompt knows no placeholder {a hat}',
    ]);
    expect(faultsOf({ template: '{subject} {x}', words: { x: { person: 'with {y}' } } })).toEqual([
      'portrait.words.x.person knows no placeholder {y}',
    ]);
    expect(faultsOf({ template: 'a portrait of {subject} in {' })).toEqual([
      'portrait.prompt has a brace that belongs to no placeholder',
    ]);
  });

  it('has no words that it never says, nor any for what is ours to say', () => {
    expect(faultsOf({ template: 'of {subject}', words: { x: { person: 'y' } } })).toEqual([
      'portrait.words.x is nowhere in the prompt',
    ]);
    expect(faultsOf({ template: 'of {subject}', words: { subject: { person: 'y' } } })).toEqual([
      'portrait.words.subject is a placeholder of our own',
    ]);
  });

  it('has words for every person', () => {
    expect(faultsOf({ template: '{subject} {x}', words: { x: { woman: 'in red' } } })).toEqual([
      'portrait.prompt has no words for a man',
      'portrait.prompt has no words for a person',
    ]);
  });

  it('speaks of whoever the avatar is of', () => {
    expect(faultsOf({ template: 'an empty room at dawn' })).toContain(
      'portrait.prompt never speaks of the {subject}',
    );
  });

  it('is neither nothing nor a novel', () => {
    expect(faultsOf({ template: `{subject} ${'x'.repeat(1300)}` })[0]).toMatch(
      /is \d+ characters long, the most is 1200$/u,
    );
  });
});
