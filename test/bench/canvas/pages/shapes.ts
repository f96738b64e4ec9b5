import type { Point } from '@maskroom/shared/geometry/polygon';

declare global {
  interface Window {
    /** All shapes were handed over to be drawn in the next frame. */
    drawn?: boolean;
  }
}

/** What the page's address asks for, from beside it. */
export async function loadShapes(): Promise<Point[][]> {
  const response = await fetch(`shapes-${new URLSearchParams(location.search).get('count')}.json`);
  return response.json();
}

export const colors = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#d55e00', '#cc79a7'] as const;
