import { intersectPolygons, unitePolygons } from '@maskroom/shared/geometry/combine';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { expect, test } from 'vitest';
import type { StagePointer } from '../../../web/canvas/stagePointer.ts';
import { createTool } from '../../../web/tool/createTool.ts';
import { click, drag, pointerAt, recordingContext, rectangle } from './recordingContext.ts';

const square: Polygon = [[rectangle(20, 20, 60, 60)]];
const ring: Polygon = [[rectangle(10, 10, 70, 70), [...rectangle(25, 25, 55, 55)].reverse()]];
const lockedReason = 'Accepted shapes are locked.';

const select = (...shapes: { id: string; polygon: Polygon; locked?: string }[]) => {
  const recording = recordingContext(shapes.map((shape) => ({ locked: null, ...shape })));
  return { ...recording, tool: createTool('select', recording.context) };
};

test('a click selects what is on top, Shift adds and takes away, empty ground deselects', () => {
  const { tool, state } = select({ id: 'below', polygon: ring }, { id: 'top', polygon: square });
  click(tool, 22, 40);
  expect(state.selection).toEqual(['top']);
  click(tool, 12, 40, { shift: true });
  expect(state.selection).toEqual(['top', 'below']);
  click(tool, 12, 40, { shift: true });
  expect(state.selection).toEqual(['top']);
  click(tool, 90, 75);
  expect(state.selection).toEqual([]);
});

test('a drag moves a shape; it is written once, when let go, and shown in flight before', () => {
  const { tool, state, polygonOf } = select({ id: 'a', polygon: square });
  tool.pointer(pointerAt('down', 40, 40));
  tool.pointer(pointerAt('move', 45, 42, { buttons: 1 }));
  tool.pointer(pointerAt('move', 50, 45, { buttons: 1 }));
  expect([state.log, state.edit?.polygon]).toEqual([[], [[rectangle(30, 25, 70, 65)]]]);
  tool.pointer(pointerAt('up', 50, 45));
  expect([state.log, state.edit, polygonOf('a')]).toEqual([['moved a'], null, [[rectangle(30, 25, 70, 65)]]]);
});

test('a drag given up with Escape, or taken away by the system, writes nothing', () => {
  const { tool, state } = select({ id: 'a', polygon: square });
  for (const giveUp of [() => tool.command('cancel'), () => tool.pointer(pointerAt('cancel', 50, 50))]) {
    tool.pointer(pointerAt('down', 40, 40));
    tool.pointer(pointerAt('move', 50, 50, { buttons: 1 }));
    giveUp();
    expect([state.edit, state.log, tool.state]).toEqual([null, [], 'idle']);
  }
});

test('a vertex is dragged inside the picture only, and the hole stays', () => {
  const { tool, state, polygonOf } = select({ id: 'a', polygon: ring });
  state.selection = ['a'];
  drag(tool, [70, 70], [90, 75], [130, 75]);
  expect(polygonOf('a')?.[0][0][2]).toEqual([100, 75]);
  expect(polygonOf('a')?.[0][1]).toEqual(ring[0][1]);
});

test('the middle of an edge makes a vertex; Alt-click and Delete after a click take one away', () => {
  const { tool, state, polygonOf } = select({ id: 'a', polygon: square });
  state.selection = ['a'];
  drag(tool, [40, 20], [40, 12]);
  expect(polygonOf('a')?.[0][0].slice(0, 3)).toEqual([
    [20, 20],
    [40, 12],
    [60, 20],
  ]);
  click(tool, 40, 12, { alt: true });
  expect(polygonOf('a')).toEqual(square);
  click(tool, 60, 60);
  expect(tool.command('delete')).toBe(true);
  expect(polygonOf('a')?.[0][0]).toHaveLength(3);
  click(tool, 20, 20, { alt: true });
  expect([polygonOf('a')?.[0][0].length, state.notes.length]).toEqual([3, 1]);
  expect(tool.command('delete')).toBe(true);
  expect(state.deleted).toEqual(['a']);
});

test('a chosen vertex is forgotten with its shape: Delete then deletes the other shape whole', () => {
  const { tool, state } = select({ id: 'a', polygon: ring }, { id: 'b', polygon: ring });
  state.selection = ['a'];
  click(tool, 70, 70);
  state.selection = ['b'];
  tool.command('delete');
  expect([state.deleted, state.log]).toEqual([['b'], []]);
});

test('a locked shape can be selected, and refuses every edit with its reason', () => {
  const { tool, state, polygonOf } = select({ id: 'a', polygon: square, locked: lockedReason });
  click(tool, 40, 40);
  drag(tool, [40, 40], [50, 50]);
  drag(tool, [59, 59], [70, 70]);
  tool.command('delete');
  expect(state.selection).toEqual(['a']);
  expect(state.notes).toEqual([lockedReason, lockedReason, lockedReason]);
  expect([polygonOf('a'), state.log, state.deleted]).toEqual([square, [], []]);
});

test('a shape that somebody deletes while it is dragged stays deleted, and the person hears of it', () => {
  const { tool, state, remove } = select({ id: 'a', polygon: square });
  tool.pointer(pointerAt('down', 40, 40));
  tool.pointer(pointerAt('move', 50, 50, { buttons: 1 }));
  remove('a');
  tool.pointer(pointerAt('up', 50, 50));
  expect([state.log, state.notes.length]).toEqual([[], 1]);
});

test('a drag on empty ground pans and keeps the selection', () => {
  const { tool, state } = select({ id: 'a', polygon: square });
  state.selection = ['a'];
  drag(tool, [90, 70], [80, 70], [70, 60]);
  expect([state.panned, state.selection]).toEqual([[-10, -10], ['a']]);
});

const shiftDrag = (tool: { pointer(event: StagePointer): void }, from: Point, to: Point): void => {
  tool.pointer(pointerAt('down', ...from, { shift: true }));
  tool.pointer(pointerAt('move', ...to, { shift: true, buttons: 1 }));
  tool.pointer(pointerAt('up', ...to, { shift: true }));
};

test('a rubber band selects what lies wholly in it; all that is selected moves together and stops together', () => {
  const { tool, state, polygonOf } = select(
    { id: 'a', polygon: [[rectangle(10, 10, 20, 20)]] },
    { id: 'b', polygon: [[rectangle(30, 10, 40, 20)]] },
    { id: 'c', polygon: [[rectangle(60, 10, 90, 70)]] },
  );
  shiftDrag(tool, [5, 5], [70, 30]);
  expect([state.selection, state.overlay.box]).toEqual([['a', 'b'], null]);
  drag(tool, [15, 15], [10, 20], [-30, 20]);
  expect([polygonOf('a'), polygonOf('b')]).toEqual([
    [[rectangle(0, 15, 10, 25)]],
    [[rectangle(20, 15, 30, 25)]],
  ]);
  expect(state.log).toEqual(['moved a,b']);
});

test('vertices chosen with a band or Shift-clicks move and go together', () => {
  const { tool, state, polygonOf } = select({ id: 'a', polygon: square });
  state.selection = ['a'];
  shiftDrag(tool, [55, 10], [70, 70]);
  expect(state.overlay.handles?.chosen).toHaveLength(2);
  drag(tool, [60, 20], [70, 25], [75, 20]);
  expect(polygonOf('a')).toEqual([[rectangle(20, 20, 75, 60)]]);
  tool.command('cancel');
  drag(tool, [47, 20], [47, 10]);
  click(tool, 75, 20);
  click(tool, 47, 10, { shift: true });
  expect(tool.command('delete')).toBe(true);
  expect(polygonOf('a')?.[0][0]).toEqual([
    [20, 20],
    [75, 60],
    [20, 60],
  ]);
});

test('a dragged vertex holds on to vertices and edges of other shapes; Ctrl lets it go', () => {
  const { tool, state, polygonOf } = select(
    { id: 'a', polygon: square },
    { id: 'b', polygon: [[rectangle(80, 5, 95, 75)]] },
  );
  state.selection = ['a'];
  drag(tool, [60, 20], [70, 10], [78, 9]);
  expect(polygonOf('a')?.[0][0][1]).toEqual([80, 5]);
  drag(tool, [60, 60], [74, 40]);
  expect(polygonOf('a')?.[0][0][2]).toEqual([80, 40]);
  tool.pointer(pointerAt('down', 20, 60));
  tool.pointer(pointerAt('move', 76, 50, { ctrl: true, buttons: 1 }));
  expect(state.overlay.snapped).toBeNull();
  tool.pointer(pointerAt('up', 76, 50, { ctrl: true }));
  expect(polygonOf('a')?.[0][0][3]).toEqual([76, 50]);
});

test('a border that two shapes share moves as one: corners, edges, and where one has no corner', () => {
  const left: Polygon = [[rectangle(10, 10, 40, 70)]];
  const right: Polygon = [[rectangle(40, 10, 80, 70)]];
  const shapes = [
    { id: 'left', polygon: left },
    { id: 'right', polygon: right },
  ];
  const { tool, state, polygonOf } = select(...shapes);
  const gap = () => 70 * 60 - polygonArea(unitePolygons([polygonOf('left') ?? [], polygonOf('right') ?? []]));
  state.selection = ['left'];
  drag(tool, [40, 10], [45, 14], [50, 10]);
  expect(state.log).toEqual(['reshaped left,right']);
  expect(gap()).toBe(0);
  drag(tool, [45, 40], [50, 40], [60, 40]);
  expect([gap(), polygonOf('right')?.[0][0].length]).toEqual([0, 5]);
  expect(polygonArea(intersectPolygons(polygonOf('left') ?? [], polygonOf('right') ?? []))).toBe(0);
  drag(tool, [10, 40], [5, 40]);
  expect(state.log.at(-1)).toBe('reshaped left');
  tool.pointer(pointerAt('down', 60, 40, { ctrl: true }));
  tool.pointer(pointerAt('move', 50, 40, { ctrl: true, buttons: 1 }));
  tool.pointer(pointerAt('up', 50, 40, { ctrl: true }));
  expect(state.log.at(-1)).toBe('reshaped left');
});
