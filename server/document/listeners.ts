/** Those who want to hear of something; they hear in the order they came, and must not throw. */
export function listeners<Args extends readonly unknown[]>(): {
  add(listener: (...args: Args) => void): void;
  tell(...args: Args): void;
} {
  const all: ((...args: Args) => void)[] = [];
  return {
    add: (listener) => {
      all.push(listener);
    },
    tell: (...args) => {
      for (const listener of all) listener(...args);
    },
  };
}
