import { describe } from 'vitest';
import { size } from './size.ts';
import { failpointSuite } from './stage/failpoint-suite.ts';
import { cancelledTraining, photoIntake, whole } from './stage/flows.ts';

describe('before a training, and where it is taken back', () => {
  const cancelledAtAnyCall = [whole(cancelledTraining)].slice(0, size(0, 1));
  failpointSuite('draft', [photoIntake, cancelledTraining, ...cancelledAtAnyCall]);
});
