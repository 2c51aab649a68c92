/**
 * Prompts that steer the sandbox from a chat: `[sandbox:nsfw]` (or `[sandbox:nsfw:0,2]`) flags
 * pictures, `[sandbox:policy]` is refused by the content policy, `[sandbox:fail]` fails the job.
 */
export interface PromptMarkers {
  readonly flags: (index: number) => boolean;
  readonly failure: 'content_policy_violation' | 'internal_server_error' | undefined;
}

export const readMarkers = (prompt: string): PromptMarkers => {
  const [nsfw, list] = /\[sandbox:nsfw(?::([\d,]{1,10}))?\]/.exec(prompt) ?? [];
  const listed = list?.split(',').map(Number);
  const failure = prompt.includes('[sandbox:policy]')
    ? ('content_policy_violation' as const)
    : prompt.includes('[sandbox:fail]')
      ? ('internal_server_error' as const)
      : undefined;
  return {
    flags: (index) => nsfw !== undefined && (listed?.includes(index) ?? true),
    failure,
  };
};
