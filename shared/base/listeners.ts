/** Those who want to hear of one kind of event. */
export interface Listeners<Event extends readonly unknown[]> {
  /** They hear in the order they came, and must not throw. Gives back how to stop listening. */
  readonly add: (listener: (...event: Event) => void) => () => void;
  readonly tell: (...event: Event) => void;
}

export function createListeners<Event extends readonly unknown[]>(): Listeners<Event> {
  const all = new Set<(...event: Event) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell(...event) {
      for (const listener of [...all]) listener(...event);
    },
  };
}
