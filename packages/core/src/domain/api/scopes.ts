/** What a key of the API may do. Writing includes no reading. */
export const apiScopes = [
  'users:read',
  'users:write',
  'avatars:read',
  'avatars:write',
  'photos:read',
  'photos:write',
  'trainings:read',
  'trainings:write',
  'generations:read',
  'generations:write',
  'images:read',
  'images:write',
  'balance:read',
  'hooks:read',
  'hooks:write',
] as const;
export type ApiScope = (typeof apiScopes)[number];
