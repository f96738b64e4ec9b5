import type { Steps } from './pieces.ts';

/**
 * The assignment of rows to columns with the greatest sum of weights, by shortest augmenting paths with potentials
 * (Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38, 1987). O(rows² · columns).
 * @param weights rows × columns, none negative; 0 where the two may not meet. rows ≤ columns.
 * @returns for each row its column
 */
export function* assign(weights: readonly Float64Array[]): Steps<number[]> {
  const [rows, columns] = [weights.length, weights[0]?.length ?? 0];
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  // Counted from 1: 0 is the row that is being placed, and the column that no row has.
  const rowOf = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    yield;
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const isDone = new Uint8Array(columns + 1);
    do {
      isDone[column] = 1;
      const at = rowOf[column];
      let [step, next] = [Number.POSITIVE_INFINITY, 0];
      for (let other = 1; other <= columns; other++) {
        if (isDone[other]) continue;
        const cost = -weights[at - 1][other - 1] - rowPotential[at] - columnPotential[other];
        if (cost < least[other]) [least[other], cameFrom[other]] = [cost, column];
        if (least[other] < step) [step, next] = [least[other], other];
      }
      for (let other = 0; other <= columns; other++) {
        if (isDone[other]) {
          rowPotential[rowOf[other]] += step;
          columnPotential[other] -= step;
        } else least[other] -= step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = cameFrom[column]) rowOf[column] = rowOf[cameFrom[column]];
  }
  const found: number[] = new Array(rows).fill(-1);
  for (let column = 1; column <= columns; column++)
    if (rowOf[column] > 0) found[rowOf[column] - 1] = column - 1;
  return found;
}
