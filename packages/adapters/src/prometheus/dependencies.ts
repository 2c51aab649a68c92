import { Gauge, type Registry } from 'prom-client';

/** Something that this process needs: the database, storage, Redis. */
export type Dependency = { readonly name: string; readonly answers: boolean };

/** Of this process alone: another one may reach what it does not. */
export const dependencyGauge = (registry: Registry) => {
  const gauge = new Gauge({
    name: 'aisha_dependency_up',
    help: 'Whether this process reaches what it needs',
    labelNames: ['dependency'],
    registers: [registry],
  });
  let ask: (() => Promise<readonly Dependency[]>) | undefined;
  return {
    watch: (dependencies: () => Promise<readonly Dependency[]>): void => {
      ask = dependencies;
    },
    refresh: async (): Promise<void> => {
      const dependencies = (await ask?.()) ?? [];
      for (const { name, answers } of dependencies) {
        gauge.set({ dependency: name }, answers ? 1 : 0);
      }
    },
  };
};
