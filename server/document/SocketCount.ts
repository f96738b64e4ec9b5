/** How many sockets each person has open. */
export class SocketCount {
  readonly #open = new Map<string, number>();

  constructor(readonly most: number) {}

  /** Counts one until what it returns is called (any number of times); null when the person has as many as one may. */
  take(userId: string): (() => void) | null {
    const open = this.#open.get(userId) ?? 0;
    if (open >= this.most) return null;
    this.#open.set(userId, open + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (this.#open.get(userId) ?? 1) - 1;
      if (left > 0) this.#open.set(userId, left);
      else this.#open.delete(userId);
    };
  }
}
