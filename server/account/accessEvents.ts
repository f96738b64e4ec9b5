/** Somebody's rights are not what they were: in one project, or (`projectId` null) everywhere. */
export interface AccessChange {
  readonly projectId: string | null;
  readonly userId: string;
}

export interface AccessEvents {
  tell(change: AccessChange): void;
  /** Called after the change is stored; gives back how to stop listening. */
  listen(listener: (change: AccessChange) => void): () => void;
}

export function createAccessEvents(): AccessEvents {
  const listeners = new Set<(change: AccessChange) => void>();
  return {
    tell(change) {
      for (const listener of [...listeners]) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
