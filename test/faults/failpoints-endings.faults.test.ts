import { describe } from 'vitest';
import { size } from './size.ts';
import { failpointSuite } from './stage/failpoint-suite.ts';
import { expiredTraining, failedTraining, whole } from './stage/flows.ts';

const endings = [failedTraining, expiredTraining];

describe('where a training ends without a result', () => {
  failpointSuite('draft', [...endings, ...endings.map(whole).slice(0, size(0, 2))]);
});
