import type { BrowserContext } from 'playwright-core';

export const viewport = { width: 1_440, height: 900 } as const;

/** A page that shows the shapes over the picture. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  /** A browser with nothing in its cache, signed in where that is needed. */
  newContext(): Promise<BrowserContext>;
  /** An expression that is true in the page once all shapes were handed to be drawn. */
  readonly drawn: string;
  /** Selector of what shows the picture. */
  readonly stage: string;
  /** Whether it pans and zooms, and whether it shows what the pointer is over. */
  readonly moves: boolean;
  readonly hovers: boolean;
  /** Keys after which a drag with the left button pans, and a pointer hovers, where it needs them. */
  readonly panKey?: string;
  readonly hoverKey?: string;
}
