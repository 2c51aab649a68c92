import { Container } from 'inversify';
import { describe, expect, it } from 'vitest';
import { briefBindings, type Bindings } from './bindings.ts';
import { provide, provideFrom, provideValue, token } from './token.ts';

const tokens = {
  from: token<number>('from'),
  double: token<{ readonly value: number }>('double'),
  all: token<{ readonly sum: number; readonly of: object }>('all'),
};

describe.each<[string, () => Bindings]>([
  ['brief bindings', briefBindings],
  ['inversify', () => new Container()],
])('%s', (_, create) => {
  it('make each once, of what it depends on, when it is first asked for', () => {
    const bindings = create();
    let made = 0;
    const { from, double } = tokens;
    provideFrom(bindings, tokens.all, { from, double }, (parts) => ({
      sum: parts.from + parts.double.value,
      of: parts.double,
    }));
    provide(bindings, double, [from], (value) => {
      made += 1;
      return { value: 2 * value };
    });
    provideValue(bindings, from, 7);
    expect(made).toBe(0);
    const all = bindings.get<{ readonly sum: number; readonly of: object }>(tokens.all);
    expect(all.sum).toBe(21);
    expect(bindings.get(double)).toBe(all.of);
    expect(made).toBe(1);
  });

  it('say what is missing', () => {
    const bindings = create();
    provide(bindings, tokens.double, [tokens.from], (value) => ({ value }));
    expect(() => bindings.get(tokens.double)).toThrow(/from/u);
  });
});
