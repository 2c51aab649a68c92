import type { Route } from '../route.ts';
import { avatarRoutes } from './avatars.ts';
import type { ApiParts } from './api-parts.ts';
import { erasureRoutes } from './erasures.ts';
import { generationRoutes } from './generations.ts';
import { hookRoutes } from './hooks.ts';
import { imageRoutes } from './images.ts';
import { photoRoutes } from './photos.ts';
import { trainingRoutes } from './trainings.ts';
import { userRoutes } from './users.ts';

/** Every route for whoever has a key, in the order in which they are described. */
export const apiRoutes = (parts: ApiParts): readonly Route[] => [
  ...userRoutes(parts),
  ...erasureRoutes(parts),
  ...avatarRoutes(parts),
  ...photoRoutes(parts),
  ...trainingRoutes(parts),
  ...generationRoutes(parts),
  ...imageRoutes(parts),
  ...hookRoutes(parts),
];
