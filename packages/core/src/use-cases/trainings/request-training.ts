import type { Result } from '../../shared/result.ts';
import type { RequestTrainingRefusal } from '../../domain/refusals.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import { orderTraining, type TrainingOrder } from '../../steps/order-training.ts';

export type RequestTrainingInput = TrainingOrder;

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'ids' | 'policy' | 'trainer'>;

/** Holds the price, records the training and queues its submission, all or nothing. A refused request costs nothing. */
export const requestTraining =
  (ports: Needs) =>
  async (input: RequestTrainingInput): Promise<Result<Training, RequestTrainingRefusal>> =>
    ports.unitOfWork.run((tx) => orderTraining(tx, ports, input));
