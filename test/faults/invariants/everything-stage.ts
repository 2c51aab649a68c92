import { modelledOutside } from '../stage/modelled-outside.ts';
import { cancelledTraining, generationFlow, trainingFlow, whole } from '../stage/flows.ts';
import type { Flow } from '../stage/flow.ts';
import { photosNeeded, portsOf } from '../stage/outside.ts';
import { playSteps } from '../stage/play-steps.ts';
import { sceneOf } from '../stage/scene.ts';
import { shiftedClock } from '../stage/shifted-clock.ts';
import { prepareStage, type Person, type Prepared } from '../stage/stage.ts';
import { openStores } from '../stage/stores.ts';
import { createWorker } from '../stage/worker.ts';

/**
 * One of everything: a trained avatar with two pictures, a training that was cancelled and one that
 * goes on, a photo that nobody has judged yet, and a person to whom none of it belongs.
 */
export const everythingStage = async (): Promise<Prepared> => {
  const stage = await prepareStage(modelledOutside(), 'draft', 4);
  const { outside, directory, url } = stage;
  const clock = shiftedClock();
  const stores = await openStores(url, clock);
  const worker = createWorker({
    ports: portsOf(outside, { stores, directory, clock }),
    stores,
    clock,
  });
  const play = async (flow: Flow, person: Person, steps = flow.steps.length) =>
    playSteps(
      { ...flow, steps: flow.steps.slice(0, steps) },
      worker,
      sceneOf(person, outside, stage),
    );
  const [drawn, cancelling, waiting, stranger] = stage.people as [Person, Person, Person, Person];
  await play(trainingFlow, drawn);
  await play(generationFlow, drawn);
  await play(whole(cancelledTraining), cancelling);
  await play(trainingFlow, waiting, 2);
  const source = outside.photo(photosNeeded + 1);
  await worker.aisha.receivePhoto({ ...stranger, source, deliveryKey: 'unjudged' });
  await stores.close();
  return stage;
};
