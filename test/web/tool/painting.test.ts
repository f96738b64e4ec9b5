import { boxPolygon, polygonIou, subtractPolygons } from '@maskroom/shared/geometry/combine';
import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { expect, test } from 'vitest';
import { createTool } from '../../../web/tool/createTool.ts';
import { createOutlineTool, type OutlineToolName } from '../../../web/tool/outlineTools.ts';
import { click, drag, pointerAt, recordingContext } from './recordingContext.ts';

const block: Polygon = boxPolygon([20, 20, 60, 60]);
const holding = (name: OutlineToolName, ...shapes: { id: string; polygon: Polygon; locked?: string }[]) => {
  const recording = recordingContext(shapes.map((shape) => ({ locked: null, ...shape })));
  return { ...recording, tool: createOutlineTool(name, recording.context) };
};
const boxed = (x0: number, x1: number, y: number): Polygon => boxPolygon([x0, y - 5, x1, y + 5]);

test('the first stroke begins a shape and selects it, the next one grows it, Escape ends it', () => {
  const { tool, state, polygonOf } = holding('brush');
  drag(tool, [20, 30], [40, 30], [60, 30]);
  const [id] = state.selection;
  expect(polygonIou(state.added[0], boxed(20, 60, 30))).toBeGreaterThan(0.8);
  drag(tool, [40, 30], [40, 50]);
  expect(state.log).toEqual(['add manual', `brushed ${id}`]);
  expect(polygonOf(id)).toHaveLength(1);
  drag(tool, [90, 70], [95, 70]);
  expect(polygonOf(id)).toHaveLength(2);
  expect(tool.command('cancel')).toBe(true);
  drag(tool, [80, 10], [90, 10]);
  expect([state.added.length, state.selection[0] === id]).toEqual([2, false]);
});

test('a click is a dot of the brush’s size; at the border it keeps inside the picture', () => {
  const { tool, state } = holding('brush');
  click(tool, 50, 40);
  expect(polygonArea(state.added[0]) / (Math.PI * 25)).toBeGreaterThan(0.95);
  state.selection = [];
  click(tool, 0, 0);
  expect(state.added[1].flat(2).every(([x, y]) => x >= 0 && y >= 0)).toBe(true);
  expect(polygonArea(state.added[1]) / ((Math.PI * 25) / 4)).toBeGreaterThan(0.95);
});

test('what is painted shows at once as a path, and nothing is written before the brush is lifted', () => {
  const { tool, state } = holding('brush', { id: 'a', polygon: block });
  state.selection = ['a'];
  tool.pointer(pointerAt('down', 58, 40));
  tool.pointer(pointerAt('move', 80, 40, { buttons: 1 }));
  expect(state.overlay.stroke).toMatchObject({ erases: false, ids: ['a'], radius: 5 });
  expect([state.log, state.overlay.brush?.point]).toEqual([[], [80, 40]]);
  tool.pointer(pointerAt('cancel', 80, 40));
  expect([state.log, state.overlay.stroke, tool.state]).toEqual([[], null, 'resting']);
});

test('the eraser cuts a hole into what lies under it, then through it, then deletes what is left', () => {
  const { tool, state, polygonOf } = holding('eraser', { id: 'a', polygon: block });
  click(tool, 40, 40);
  expect(polygonOf('a')?.[0]).toHaveLength(2);
  drag(tool, [40, 10], [40, 70]);
  expect(polygonOf('a')).toHaveLength(2);
  state.radius = 60;
  click(tool, 40, 40);
  expect([polygonOf('a'), state.log.at(-1)]).toEqual([undefined, 'erased deletes a']);
});

test('the eraser takes from the selected only, and from nothing that it does not touch', () => {
  const { tool, state, polygonOf } = holding(
    'eraser',
    { id: 'below', polygon: block },
    { id: 'top', polygon: boxPolygon([10, 10, 70, 70]) },
  );
  state.selection = ['below'];
  click(tool, 40, 40);
  click(tool, 90, 75);
  expect(state.log).toEqual(['erased below']);
  expect(polygonArea(polygonOf('top') ?? [])).toBe(3_600);
});

test.each([
  ['the right button', { button: 2 }],
  ['Alt', { alt: true }],
  ['the eraser of a pen', { button: 5 }],
])('%s makes the brush take away', (_name, extra) => {
  const { tool, state, polygonOf } = holding('brush', { id: 'a', polygon: block });
  state.selection = ['a'];
  click(tool, 40, 40, extra);
  expect([state.log, polygonOf('a')?.[0].length]).toEqual([['erased a'], 2]);
});

test('a locked shape says so and keeps its shape; a stroke wholly inside is no step', () => {
  const { tool, state } = holding(
    'brush',
    { id: 'a', polygon: block, locked: 'Accepted.' },
    { id: 'b', polygon: block },
  );
  state.selection = ['b'];
  click(tool, 40, 40);
  expect(state.log).toEqual([]);
  state.selection = ['a'];
  click(tool, 40, 40, { alt: true });
  expect([state.notes, state.log]).toEqual([['Accepted.'], []]);
});

test('an ellipse fills its box; with Shift it is a circle', () => {
  const { context, state } = recordingContext();
  const tool = createTool('ellipse', context);
  drag(tool, [20, 20], [60, 40]);
  expect(polygonArea(state.added[0]) / (Math.PI * 20 * 10)).toBeGreaterThan(0.97);
  tool.pointer(pointerAt('down', 20, 20));
  tool.pointer(pointerAt('move', 70, 50, { buttons: 1, shift: true }));
  tool.pointer(pointerAt('up', 70, 50, { shift: true }));
  expect(polygonIou(state.added[1], [[ellipseRing([20, 20, 50, 50])]])).toBe(1);
  expect(state.overlay.sketch).toBeNull();
});

test('a loop traced with the polygon tool closes by itself; a trace in between goes on with clicks', () => {
  const { tool, state } = holding('polygon');
  drag(tool, ...ellipseRing([20, 20, 60, 60]).map(([x, y]): [number, number] => [x, y]));
  expect(polygonIou(state.added[0], [[ellipseRing([20, 20, 60, 60])]])).toBeGreaterThan(0.95);
  click(tool, 10, 10);
  drag(tool, [70, 10], [72, 20], [70, 30]);
  expect(state.overlay.draft?.dots).toHaveLength(2);
  click(tool, 40, 70);
  expect(tool.command('accept')).toBe(true);
  expect(polygonArea(state.added[1])).toBeGreaterThan(1_500);
});

test('a drag across cuts the topmost shape in two, which are selected; a polyline does as well', () => {
  const { tool, state, polygonOf } = holding(
    'cut',
    { id: 'below', polygon: block },
    { id: 'top', polygon: subtractPolygons(block, [boxPolygon([35, 35, 45, 45])]) },
  );
  drag(tool, [10, 40], [70, 40]);
  expect([state.log, state.selection.length, state.overlay.blade]).toEqual([['cut top'], 2, null]);
  const areas = state.selection.map((id) => polygonArea(polygonOf(id) ?? []));
  expect(areas).toEqual([750, 750]);
  state.selection = ['below'];
  click(tool, 50, 10);
  click(tool, 50, 50);
  click(tool, 70, 50);
  expect(tool.command('accept')).toBe(true);
  expect(state.selection.map((id) => polygonArea(polygonOf(id) ?? []))).toEqual([1_300, 300]);
});

test('a line that goes through nothing says so and changes nothing', () => {
  const { tool, state } = holding('cut', { id: 'a', polygon: block });
  drag(tool, [10, 40], [40, 40]);
  expect([state.notes.length, state.log]).toEqual([1, []]);
});

test('what somebody changes while it is painted stays changed', () => {
  const { tool, state, context, polygonOf } = holding('brush', { id: 'a', polygon: block });
  state.selection = ['a'];
  tool.pointer(pointerAt('down', 58, 40));
  context.change({ verb: 'changed', reshaped: [{ id: 'a', polygon: boxPolygon([0, 0, 60, 60]) }] });
  tool.pointer(pointerAt('move', 70, 40, { buttons: 1 }));
  tool.pointer(pointerAt('up', 70, 40));
  expect(polygonArea(polygonOf('a') ?? [])).toBeGreaterThan(3_600);
});
