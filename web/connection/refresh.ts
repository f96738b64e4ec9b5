/** A page asks again at most for this share of the time: what is dear to count is counted less often. */
const SHARE = 0.05;
/** But what somebody looks at is never older than this. */
const MOST_REST_MS = 60_000;
/** The server counts every picture again for every page that asks: 10,000 take it 0.2 s, 60 s apart. */
const REST_PER_PICTURE_MS = 6;
/** What could not be had is not asked for again at once. */
const RETRY_MS = 10_000;

interface RefreshOptions {
  /** From an answer to the next time that it is asked, at least. */
  readonly leastRestMs: number;
  readonly again: () => void;
  /** Somebody looks, and there is a line: it would be of use to ask. */
  readonly isWanted: () => boolean;
  readonly now?: () => number;
}

/** Decides when what a page shows is asked for again: once for whatever happened meanwhile, and never two at a time. */
export interface Refresh {
  /**
   * It is being asked for. Tell what this gives back how that ended: false, nothing came and it must be asked again; and how
   * long such an answer rests, where that is longer than others do.
   */
  begin(): (isAnswered: boolean, answerRestMs?: number) => void;
  /** It changed so many milliseconds ago. */
  changed(agoMs: number): void;
  /** It may be wanted now that was not before. */
  look(): void;
  stop(): void;
}

/** From one list of all pictures of a project to the next, ms: what they cost the server, however soon it answers. */
export const restOfPictures = ({ length }: { readonly length: number }): number =>
  Math.min(MOST_REST_MS, length * REST_PER_PICTURE_MS);

export function createRefresh({ again, isWanted, leastRestMs, now = Date.now }: RefreshOptions): Refresh {
  let askedAt = Number.POSITIVE_INFINITY;
  let underWay: object | null = null;
  let isOwed = false;
  let restUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    if (!isOwed || underWay || timer !== undefined || !isWanted()) return;
    const waitMs = restUntil - now();
    if (waitMs <= 0) again();
    else
      timer = setTimeout(() => {
        timer = undefined;
        look();
      }, waitMs);
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  return {
    begin() {
      const asking = {};
      stop();
      underWay = asking;
      askedAt = now();
      isOwed = false;
      return (isAnswered, answerRestMs = 0) => {
        if (underWay !== asking) return;
        underWay = null;
        const tookMs = now() - askedAt;
        const restMs = Math.max(leastRestMs, answerRestMs, Math.min(MOST_REST_MS, tookMs / SHARE));
        restUntil = now() + (isAnswered ? restMs : Math.max(restMs, RETRY_MS));
        isOwed ||= !isAnswered;
        look();
      };
    },
    changed(agoMs) {
      if (now() - agoMs < askedAt) return;
      isOwed = true;
      look();
    },
    look,
    stop,
  };
}
