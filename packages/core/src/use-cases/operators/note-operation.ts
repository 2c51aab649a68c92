import type { Ports } from '../../ports/ports.ts';
import { noteChange, type NotedChange } from '../../steps/note-change.ts';

/** Writes down what an operator did to the installation itself, which no transaction could do with it. */
export const noteOperation =
  ({ unitOfWork, clock, ids }: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  (change: NotedChange): Promise<void> =>
    unitOfWork.run((tx) => noteChange(tx, { ids, clock }, change));
