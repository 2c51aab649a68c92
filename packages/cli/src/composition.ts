import type { Aisha } from '@aisha/core';
import {
  absentFileSource,
  absentNotifier,
  absentOperators,
  absentTraces,
  bindAdapters,
  briefBindings,
  provideValue,
  tokens,
  type Resources,
  type SharedSettings,
} from '@aisha/adapters/composition';

/** The use cases, put together for operators. */
export const composeCli = (settings: SharedSettings, resources: Resources): Aisha => {
  const container = briefBindings();
  bindAdapters(container, settings, resources);
  provideValue(container, tokens.files, absentFileSource);
  provideValue(container, tokens.notifier, absentNotifier);
  provideValue(container, tokens.operators, absentOperators);
  provideValue(container, tokens.traces, absentTraces);
  return container.get<Aisha>(tokens.aisha);
};
