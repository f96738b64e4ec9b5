import { expect, test } from 'vitest';
import { gridLayout, gridStep } from '../../../web/ui/gridWindow.ts';

const space = {
  count: 1_000,
  width: 1_000,
  minCellWidth: 188,
  gap: 12,
  cellHeight: (width: number) => width,
  top: 0,
  bottom: 800,
};

test('cells fill the width exactly, and only rows near the screen are kept', () => {
  const layout = gridLayout(space);
  expect(layout.columns).toBe(5);
  expect(layout.cellWidth * 5 + 12 * 4).toBeCloseTo(1_000);
  expect(layout.first).toBe(0);
  expect(layout.end).toBeLessThan(60);
  const deep = gridLayout({ ...space, top: 20_000, bottom: 20_800 });
  expect(deep.first % 5).toBe(0);
  expect(deep.first * (layout.rowHeight / 5)).toBeLessThan(20_000);
  expect(deep.end * (layout.rowHeight / 5)).toBeGreaterThan(20_800);
});

test('the narrowest window has one column, the last row may be short, nothing is nothing', () => {
  expect(gridLayout({ ...space, width: 100 }).columns).toBe(1);
  expect(gridLayout({ ...space, count: 7, bottom: 9_000 })).toMatchObject({ first: 0, end: 7 });
  expect(gridLayout({ ...space, count: 0 })).toMatchObject({ height: 0, first: 0, end: 0 });
});

test('arrows walk the grid and stop at its edges', () => {
  expect(gridStep('ArrowDown', 3, 5, 12)).toBe(8);
  expect(gridStep('ArrowDown', 8, 5, 12)).toBe(8);
  expect(gridStep('ArrowUp', 3, 5, 12)).toBe(3);
  expect(gridStep('ArrowLeft', 0, 5, 12)).toBe(0);
  expect(gridStep('End', 0, 5, 12)).toBe(11);
  expect(gridStep('a', 4, 5, 12)).toBe(4);
});
