/** What one live message is about. */
export const photosTopic = (avatarId: string): string => `photos:${avatarId}`;
export const trainingTopic = (trainingId: string): string => `training:${trainingId}`;
export const draftTopic = (draftId: string): string => `draft:${draftId}`;
export const generationTopic = (generationId: string): string => `generation:${generationId}`;
