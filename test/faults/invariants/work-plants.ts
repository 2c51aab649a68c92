import {
  done,
  cancelled,
  live,
  generation,
  holdOf,
  settlementOf,
  repeatTransfer,
  repeatRow,
  newId,
  type Plant,
} from './planting.ts';

export const workPlants: Readonly<Record<string, Plant>> = {
  'one hold pays for two': {
    sql: `update trainings set hold_id = ${holdOf(done)} where id = ${cancelled}`,
    tells: /^I4: hold \S+ pays for something else than one training or generation \(2\)/u,
  },
  'a hold is captured twice': {
    sql: repeatTransfer(settlementOf(holdOf(done))),
    tells: /^I4: hold \S+ was captured more than once \(2\)/u,
  },
  'a training ends and keeps its hold': {
    sql: `update trainings set status = 'failed' where id = ${live}`,
    tells: /^I4: hold \S+ is open though its work is over \(training failed\)/u,
  },
  'a training goes on without a hold': {
    sql: `update trainings set status = 'running' where id = ${cancelled}`,
    tells: /^I4: hold \S+ has ended though its work goes on/u,
  },
  'half of the pictures cost as much as all': {
    sql: `update generations set delivered = 1 where id = ${generation}`,
    tells:
      /^I9: hold \S+ was not captured for what was delivered \(generation succeeded, captured 4, worth 2\)/u,
  },
  'a price is changed after the hold': {
    sql: `update trainings set price = price + 1 where id = ${live}`,
    tells: /^I9: hold \S+ is of another amount than the price/u,
  },
  'two runs are alive': {
    sql: repeatRow('provider_runs', `training_id = ${live}`, {
      id: newId,
      try_number: '2',
      request_id: `'another'`,
    }),
    tells: /^I4: work \S+ has more than one run that may still be used/u,
  },
  'a training succeeds without the provider': {
    sql: `delete from provider_runs where training_id = ${done}`,
    tells: /^I4: work \S+ succeeded without a run that the provider ended/u,
  },
  'the result of another run is kept': {
    sql: `update trainings set lora_provider_url = 'https://results.fake.test/x' where id = ${done}`,
    tells: /^I4: training \S+ keeps another result than the one that was told/u,
  },
  'a run waits for its reply for ever': {
    sql: `update provider_runs set status = 'intended' where training_id = ${cancelled}`,
    tells: /^I4: run \S+ still waits for its reply though its work is over/u,
  },
  'a picture is lost': {
    sql: `delete from images where index = 1`,
    tells: /^I5: generation \S+ has other pictures than it delivered \(succeeded, delivered 2, 1/u,
  },
  'a flagged picture is delivered': {
    sql: `update generations set output = jsonb_set(output, '{images,0,flagged}', 'true')
      where id = ${generation}`,
    tells: /^I5: image \S+ is one that the provider did not make or flagged/u,
  },
  'an avatar is ready without a version': {
    sql: `update avatars set active_training_id = null where status = 'ready'`,
    tells: /^I5: avatar \S+ is ready without a version that succeeded/u,
  },
  'an avatar trains for ever': {
    sql: `update avatars set status = 'training' where status = 'ready'`,
    tells: /^I5: avatar \S+ trains without a training, or has one and does not \(training, 0/u,
  },
  'a training is forgotten past its deadline': {
    sql: `update trainings set deadline_at = now() - interval '31 seconds' where id = ${live}`,
    tells: /^I8: work \S+ is past its deadline and not over/u,
  },
  'a photo is never judged': {
    sql: `update photos set received_at = now() - interval '631 seconds' where status = 'received'`,
    tells: /^I8: photo \S+ was never judged/u,
  },
  'a run is forgotten': {
    sql: `update provider_runs set next_check_at = null where training_id = ${live}`,
    tells: /^I8: run \S+ is asked after by nobody/u,
  },
};
