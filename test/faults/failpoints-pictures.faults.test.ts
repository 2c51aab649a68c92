import { describe } from 'vitest';
import { failpointSuite } from './stage/failpoint-suite.ts';
import { generationFlow } from './stage/flows.ts';

describe('from the order to the pictures', () => {
  failpointSuite('ready', [generationFlow]);
});
