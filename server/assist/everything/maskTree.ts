import type { MaskWindow } from '@maskroom/shared/mask/maskWindow';
import { sharedArea } from '@maskroom/shared/mask/maskWindow';
import type { MaskPlace } from '@maskroom/shared/protocol/everything';

/**
 * A mask of which at least this share lies in a larger one is a part of it. With two thirds, any two masks whose IoU
 * is 0.5 or more are whole and part, never two objects side by side.
 */
export const PART_SHARE = 2 / 3;

export interface TreeMask {
  readonly id: number;
  /** All on one grid. */
  readonly window: MaskWindow;
}

interface Node {
  readonly mask: TreeMask;
  readonly parent: Node | null;
  readonly level: number;
  readonly parts: Node[];
}

/**
 * Groups masks into trees of wholes, parts and their parts. From the largest down, each mask goes to the mask among
 * the wholes that holds most of it, from there to the one among its parts that does, and so on; where none holds
 * {@link PART_SHARE} of it, it stays. Equal areas go by id. In the order of `masks`.
 */
export function maskTree(masks: readonly TreeMask[], shared = sharedArea): MaskPlace[] {
  const wholes: Node[] = [];
  const nodes = new Map<number, Node>();
  const largestFirst = [...masks].sort((a, b) => b.window.area - a.window.area || a.id - b.id);
  for (const mask of largestFirst) {
    let [parent, siblings]: [Node | null, Node[]] = [null, wholes];
    for (let next = holderOf(mask, siblings, shared); next; next = holderOf(mask, siblings, shared))
      [parent, siblings] = [next, next.parts];
    const node: Node = { mask, parent, level: parent ? parent.level + 1 : 0, parts: [] };
    siblings.push(node);
    nodes.set(mask.id, node);
  }
  return masks.flatMap(({ id }) => {
    const node = nodes.get(id);
    return node ? [{ id, parentId: node.parent?.mask.id ?? null, level: node.level }] : [];
  });
}

function holderOf(
  { window }: TreeMask,
  among: readonly Node[],
  shared: (a: MaskWindow, b: MaskWindow) => number,
): Node | undefined {
  let [holder, most]: [Node | undefined, number] = [undefined, PART_SHARE * window.area];
  for (const node of among) {
    const held = shared(window, node.mask.window);
    if (held > most || (held === most && !holder)) [holder, most] = [node, held];
  }
  return holder;
}
