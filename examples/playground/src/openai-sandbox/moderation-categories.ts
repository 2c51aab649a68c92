/**
 * The categories of omni-moderation and words that stand for each, in Russian and English.
 * Deliberately few: the sandbox shows how a refusal looks, it does not protect anybody.
 */
export const categories: Record<string, { pattern?: RegExp; sees: ('text' | 'image')[] }> = {
  harassment: { pattern: /\b(?:idiot|loser|moron)|идиот|придур|тупиц/i, sees: ['text'] },
  'harassment/threatening': {
    pattern: /\bi will (?:kill|hurt) you|я тебя (?:убью|найду)/i,
    sees: ['text'],
  },
  hate: { pattern: /\b(?:racist|nazi)\b|расист|нацист/i, sees: ['text'] },
  'hate/threatening': {
    pattern: /exterminate (?:them|all)|истребить (?:их|всех)/i,
    sees: ['text'],
  },
  illicit: { pattern: /\b(?:cocaine|meth|make drugs)\b|кокаин|закладк/i, sees: ['text'] },
  'illicit/violent': { pattern: /\b(?:build a bomb|pipe bomb)\b|сделать бомбу/i, sees: ['text'] },
  'self-harm': { pattern: /\b(?:suicide|self-harm)\b|суицид|самоубий/i, sees: ['text', 'image'] },
  'self-harm/intent': { pattern: /want to die|хочу умереть/i, sees: ['text', 'image'] },
  'self-harm/instructions': {
    pattern: /how to kill myself|как убить себя/i,
    sees: ['text', 'image'],
  },
  sexual: {
    pattern: /\b(?:nude|naked|porn|nsfw|explicit sex)|обнажён|обнажен|голая|голый|порно|эротик/i,
    sees: ['text', 'image'],
  },
  'sexual/minors': {
    pattern:
      /\b(?:nude|naked|sexy) (?:child|kid|girl of 1\d|teen)|(?:гол|обнаж)\S* (?:реб|школьни|подрост)/i,
    sees: ['text'],
  },
  violence: { pattern: /\b(?:kill|murder|torture)|убить|убийств|пытк/i, sees: ['text', 'image'] },
  'violence/graphic': {
    pattern: /\b(?:gore|dismember|severed head)|расчлен|кровавое месиво/i,
    sees: ['text', 'image'],
  },
};
