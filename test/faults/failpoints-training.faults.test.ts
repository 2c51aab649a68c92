import { describe } from 'vitest';
import { size } from './size.ts';
import { failpointSuite } from './stage/failpoint-suite.ts';
import { polledTraining, trainingFlow } from './stage/flows.ts';

describe('from the tap to the avatar', () => {
  failpointSuite('draft', [trainingFlow, polledTraining].slice(0, size(1, 2)));
});
