import { expect, test } from 'vitest';
import { createTool } from '../../../web/tool/createTool.ts';
import { createOutlineTool } from '../../../web/tool/outlineTools.ts';
import { waitingTool } from '../../../web/tool/waitingTool.ts';
import { click, drag, pointerAt, recordingContext, rectangle } from './recordingContext.ts';

const holding = (name: 'polygon' | 'box' | 'pan') => {
  const recording = recordingContext();
  return {
    ...recording,
    tool:
      name === 'polygon' ? createOutlineTool(name, recording.context) : createTool(name, recording.context),
  };
};

test('a polygon closes on its first vertex', () => {
  const { tool, state } = holding('polygon');
  for (const [x, y] of rectangle(10, 10, 50, 50)) click(tool, x, y);
  tool.pointer(pointerAt('move', 12, 12));
  expect(state.overlay.draft?.closing).toBe(true);
  click(tool, 12, 12);
  expect([state.added, state.overlay.draft, tool.state]).toEqual(
    [[[[rectangle(10, 10, 50, 50)]]], null, 'idle'].flat(0),
  );
});

test('a double click and Enter close as well, without a vertex twice', () => {
  const { tool, state } = holding('polygon');
  click(tool, 10, 10);
  click(tool, 60, 10);
  click(tool, 60, 60);
  click(tool, 60, 60, { clicks: 2 });
  click(tool, 10, 40);
  click(tool, 30, 40);
  click(tool, 30, 70);
  expect(tool.command('accept')).toBe(true);
  expect(state.added.map((polygon) => polygon[0][0].length)).toEqual([3, 3]);
});

test('Backspace takes vertices back, Escape all of them; two corners are no shape', () => {
  const { tool, state } = holding('polygon');
  click(tool, 10, 10);
  click(tool, 60, 10);
  tool.command('accept');
  expect(state.notes).toHaveLength(1);
  tool.command('removeLast');
  expect(state.overlay.draft?.vertices).toEqual([[10, 10]]);
  tool.command('removeLast');
  expect([state.overlay.draft, tool.state]).toEqual([null, 'idle']);
  click(tool, 10, 10);
  tool.command('cancel');
  expect([state.overlay.draft, state.added]).toEqual([null, []]);
});

test('vertices beside the picture are put on its border', () => {
  const { tool, state } = holding('polygon');
  for (const [x, y] of rectangle(-20, -20, 500, 500)) click(tool, x, y);
  tool.command('accept');
  expect(state.added).toEqual([[[rectangle(0, 0, 100, 80)]]]);
});

test('a box is dragged in one go, or clicked corner by corner; a double click makes none', () => {
  const { tool, state } = holding('box');
  drag(tool, [40, 50], [30, 30], [10, 20]);
  click(tool, 50, 60);
  tool.pointer(pointerAt('move', 70, 75));
  expect(state.overlay.box?.box).toEqual([50, 60, 70, 75]);
  click(tool, 70, 75);
  click(tool, 5, 5);
  click(tool, 5, 5, { clicks: 2 });
  expect(state.added).toEqual([[[rectangle(10, 20, 40, 50)]], [[rectangle(50, 60, 70, 75)]]]);
  expect(state.overlay.box).toBeNull();
});

test.each(['polygon', 'box'] as const)('the first corner of a %s lets go of what was selected', (name) => {
  const { tool, state } = holding(name);
  state.selection = ['a'];
  click(tool, 10, 10);
  expect(state.selection).toEqual([]);
});

test('the pan tool moves the picture with the pointer', () => {
  const { tool, state } = holding('pan');
  drag(tool, [10, 10], [15, 12], [30, 5]);
  expect(state.panned).toEqual([20, -5]);
  expect(state.cursor).toBe('grab');
});

test('a box holds on to a shape beside it, so that both share the border', () => {
  const wall = [[rectangle(50, 10, 90, 70)]];
  const { context, state } = recordingContext([{ id: 'wall', polygon: wall, locked: null }]);
  const tool = createTool('box', context);
  drag(tool, [10, 20], [40, 50], [47, 60]);
  expect([state.added, state.overlay.snapped]).toEqual([[[[rectangle(10, 20, 50, 60)]]], null]);
});

test('what a tool is told while it is being fetched is done once it is there; put down before, nothing is', async () => {
  const { context, state } = recordingContext();
  const early = waitingTool('polygon', context, Promise.resolve(createOutlineTool));
  for (const [x, y] of [...rectangle(10, 10, 50, 50), [10, 10]]) click(early, x, y);
  expect([early.state, state.added]).toEqual(['waiting', []]);
  await expect.poll(() => state.added).toEqual([[[rectangle(10, 10, 50, 50)]]]);
  expect(early.state).toBe('idle');
  const byKey = waitingTool('polygon', context, Promise.resolve(createOutlineTool));
  expect(byKey.command('accept')).toBe(false);
  for (const [x, y] of rectangle(20, 20, 60, 60)) click(byKey, x, y);
  expect([byKey.command('removeLast'), byKey.command('accept'), byKey.command('delete')]).toEqual([
    true,
    true,
    false,
  ]);
  await expect.poll(() => state.added.length).toBe(2);
  expect(state.added[1][0][0]).toHaveLength(3);
  const gone = waitingTool('polygon', context, Promise.resolve(createOutlineTool));
  drag(gone, [10, 10], [40, 40]);
  gone.putDown();
  await Promise.resolve();
  expect([gone.state, state.overlay.draft]).toEqual(['waiting', null]);
});
