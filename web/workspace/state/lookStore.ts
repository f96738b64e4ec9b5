import type { ValueWindow } from '@maskroom/shared/base/valueWindow';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { recallWindow, rememberWindow } from './windowMemory.ts';

export const colourings = ['label', 'instance', 'annotator', 'decision'] as const;
export type Colouring = (typeof colourings)[number];

/** How this person likes to see pictures and shapes. Nothing of it changes any data or anybody else's screen. */
export interface LookState {
  /** How opaque shapes are filled, 0..1. */
  readonly fill: number;
  readonly colouring: Colouring;
  /** −1..1, 0 as it is. */
  readonly brightness: number;
  readonly contrast: number;
  /** 0.2..5, 1 as it is; above 1 shows what is dark. */
  readonly gamma: number;
  /** A small map of the picture while little of it is in sight. */
  readonly minimap: boolean;
  /** Which values of this picture of 16 bits are shown; null: the automatic window. */
  readonly window: ValueWindow | null;
}
export type Look = StoreApi<LookState>;

export const plainLook: LookState = {
  fill: 0.18,
  colouring: 'label',
  brightness: 0,
  contrast: 0,
  gamma: 1,
  minimap: true,
  window: null,
};

export const isPlainPicture = ({ brightness, contrast, gamma }: LookState): boolean =>
  brightness === 0 && contrast === 0 && gamma === 1;

const PLACE = 'maskroom.look';

/**
 * Kept in this browser: it says as much about the screen as about the person. The window is kept for each picture, all
 * else for all of them.
 */
export function createLook(imageId: string): Look {
  const look = createStore<LookState>(() => ({ ...recall(), window: recallWindow(imageId) }));
  look.subscribe(({ window, ...state }, before) => {
    if (window !== before.window) rememberWindow(imageId, window);
    try {
      localStorage.setItem(PLACE, JSON.stringify(state));
    } catch {
      // A browser that keeps nothing starts plain next time.
    }
  });
  return look;
}

function recall(): LookState {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? 'null');
    return typeof kept === 'object' && kept !== null ? wholeLook(Object.entries(kept)) : plainLook;
  } catch {
    return plainLook;
  }
}

/** What was kept, as far as it is of use. */
function wholeLook(entries: readonly (readonly [string, unknown])[]): LookState {
  const kept = new Map(entries);
  const number = (name: string, least: number, most: number, fallback: number): number => {
    const value = kept.get(name);
    return typeof value === 'number' && value >= least && value <= most ? value : fallback;
  };
  return {
    fill: number('fill', 0, 1, plainLook.fill),
    colouring: colourings.find((one) => one === kept.get('colouring')) ?? 'label',
    brightness: number('brightness', -1, 1, 0),
    contrast: number('contrast', -1, 1, 0),
    gamma: number('gamma', 0.2, 5, 1),
    minimap: kept.get('minimap') !== false,
    window: null,
  };
}
