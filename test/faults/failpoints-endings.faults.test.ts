import { describe } from 'vitest';
import { size } from './size.ts';
import { failpointSuite } from './stage/failpoint-suite.ts';
import {
  cancelledTraining,
  expiredTraining,
  failedTraining,
  photoIntake,
  whole,
} from './stage/flows.ts';

const endings = [cancelledTraining, failedTraining, expiredTraining];

describe('before a training, and where it ends without a result', () => {
  failpointSuite('draft', [photoIntake, ...endings, ...endings.map(whole).slice(0, size(0, 3))]);
});
