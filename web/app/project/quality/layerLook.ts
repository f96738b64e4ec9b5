import type { Consensus } from '@maskroom/shared/protocol/quality';

/** How one person's outlines look among the others'. */
export interface LayerLook {
  readonly color: string;
  /** As an SVG's `stroke-dasharray`, in CSS px; undefined: unbroken. */
  readonly dash: string | undefined;
}

/** The colours of people, those beside each other far apart, also to whoever sees few colours. */
const colors = [4, 1, 6, 2, 7, 3, 5, 0] as const;
const dashes = [undefined, '8 4', '2 4', '10 3 2 3'] as const;

const unknown: LayerLook = { color: 'var(--text-3)', dash: undefined };

/**
 * Two people who happen to have much the same colour could not be told apart here, so colours go by their place in the
 * list of layers, and so do lines: nothing is told by colour alone.
 */
export function layerLooks(layers: Consensus['layers']): (userId: string | null) => LayerLook {
  const looks = new Map<string | null, LayerLook>(
    layers.map(({ userId }, i) => [
      userId,
      { color: `var(--presence-${colors[i % colors.length]})`, dash: dashes[i % dashes.length] },
    ]),
  );
  return (userId) => (userId === null ? unknown : (looks.get(userId) ?? unknown));
}
