import { useEffect, useState } from 'react';

/** A part of the app in a file of its own. */
export interface Late<T> {
  /** Fetches it once; a failed attempt is forgotten, so that the next may succeed. */
  load(): Promise<T>;
  /** The part, when it is there already. */
  now(): T | undefined;
}

export function late<T>(fetch: () => Promise<T>): Late<T> {
  let [part, coming]: [T | undefined, Promise<T> | undefined] = [undefined, undefined];
  return {
    now: () => part,
    load() {
      coming ??= fetch().then(
        (arrived) => {
          part = arrived;
          return arrived;
        },
        (cause: unknown) => {
          coming = undefined;
          throw cause;
        },
      );
      return coming;
    },
  };
}

/** Without a connection it is asked for again after this long. */
const RETRY_MS = 2_000;

/**
 * The part, fetched once it is wanted; at once when it was fetched before. (React's own `lazy` holds what has
 * arrived back for 300 ms after its fallback was shown.)
 */
export function useLate<T>(part: Late<T>, wanted = true): T | undefined {
  const [, setArrivals] = useState(0);
  const here = part.now();
  const missing = wanted && here === undefined;
  useEffect(() => {
    if (!missing) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const fetch = () => {
      part.load().then(
        () => gone || setArrivals((last) => last + 1),
        () => {
          if (!gone) timer = setTimeout(fetch, RETRY_MS);
        },
      );
    };
    fetch();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [part, missing]);
  return wanted ? here : undefined;
}
