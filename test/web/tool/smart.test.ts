import { expect, test } from 'vitest';
import { createTool } from '../../../web/tool/createTool.ts';
import { click, drag, pointerAt, recordingContext } from './recordingContext.ts';

const smart = () => {
  const recording = recordingContext();
  return { ...recording, tool: createTool('smart', recording.context) };
};

test('a resting pointer previews, a moving one waits, and leaving takes the preview back', () => {
  const { tool, state, elapse } = smart();
  tool.pointer(pointerAt('move', 10, 10));
  tool.pointer(pointerAt('move', 20, 20));
  expect(state.log).toEqual([]);
  elapse();
  expect(state.log).toEqual(['preview {"points":[[20,20,1]]}']);
  expect(state.prompt.points).toEqual([]);
  tool.pointer(pointerAt('leave', 200, 20));
  expect(state.log.at(-1)).toBe('clear');
});

test('clicks add to one prompt: left on the object, right or Alt off it', () => {
  const { tool, state, elapse } = smart();
  click(tool, 30, 30);
  click(tool, 40, 30, { button: 2 });
  click(tool, 50, 30, { alt: true });
  elapse();
  expect(state.prompt).toEqual({
    points: [
      [30, 30, 1],
      [40, 30, 0],
      [50, 30, 0],
    ],
  });
  expect(state.log.filter((entry) => entry.startsWith('preview'))).toEqual([]);
});

test('a first click off the object asks for one on it, and a click beside the picture asks nothing', () => {
  const { tool, state } = smart();
  click(tool, 30, 30, { button: 2 });
  expect(state.notes).toHaveLength(1);
  click(tool, -5, 30);
  expect(state.log).toEqual([]);
});

test('a drag is a box, clamped to the picture, and begins a new prompt; a shaky click is still a click', () => {
  const { tool, state } = smart();
  click(tool, 5, 5);
  drag(tool, [60, 50], [80, 60], [140, 70]);
  expect(state.prompt).toEqual({ points: [], box: [60, 50, 100, 70] });
  expect(state.overlay.box).toBeNull();
  drag(tool, [70, 60], [71, 61]);
  expect(state.prompt).toEqual({ points: [[70, 60, 1]], box: [60, 50, 100, 70] });
});

test('Backspace takes points back one by one, then the box, then nothing', () => {
  const { tool, state } = smart();
  drag(tool, [10, 10], [40, 40]);
  click(tool, 20, 20);
  expect(tool.command('removeLast')).toBe(true);
  expect(state.prompt).toEqual({ points: [], box: [10, 10, 40, 40] });
  expect(tool.command('removeLast')).toBe(true);
  expect(state.prompt).toEqual({ points: [] });
  expect(tool.command('removeLast')).toBe(false);
});

test('Escape gives up a box in the hand, then clears the prompt, then deselects', () => {
  const { tool, state } = smart();
  click(tool, 20, 20);
  state.selection = ['a'];
  tool.pointer(pointerAt('down', 30, 30));
  tool.pointer(pointerAt('move', 60, 60, { buttons: 1 }));
  expect(tool.state).toBe('boxing');
  expect(tool.command('cancel')).toBe(true);
  expect([state.overlay.box, state.prompt.points.length]).toEqual([null, 1]);
  tool.pointer(pointerAt('up', 60, 60));
  expect(tool.command('cancel')).toBe(true);
  expect([state.prompt.points.length, state.selection]).toEqual([0, ['a']]);
  expect(tool.command('cancel')).toBe(true);
  expect(state.selection).toEqual([]);
  expect(tool.command('cancel')).toBe(false);
});

test('a click or a box lets go of what was selected, so that a label key means the new mask', () => {
  const { tool, state } = smart();
  state.selection = ['a'];
  click(tool, 20, 20);
  expect(state.selection).toEqual([]);
  state.selection = ['a'];
  drag(tool, [10, 10], [40, 40]);
  expect(state.selection).toEqual([]);
});

test('candidates cycle and are accepted only when there are some', () => {
  const { tool, state } = smart();
  expect([tool.command('accept'), tool.command('candidateNext')]).toEqual([false, false]);
  click(tool, 20, 20);
  state.candidates = 3;
  tool.command('candidateNext');
  tool.command('candidatePrevious');
  tool.command('accept');
  expect(state.log.slice(1)).toEqual(['cycle 1', 'cycle -1', 'accept']);
});

test('put down, it asks nothing more and leaves nothing in flight', () => {
  const { tool, state, elapse } = smart();
  click(tool, 20, 20);
  tool.pointer(pointerAt('move', 22, 20));
  tool.putDown();
  elapse();
  expect(state.prompt.points).toEqual([]);
  expect(state.log.at(-1)).toBe('clear');
});

test('a refined shape takes clicks off it first, keeps its selection, shows no previews, and Escape leaves it', () => {
  const { tool, state, elapse } = smart();
  state.refining = 'a';
  state.selection = ['a'];
  tool.pointer(pointerAt('move', 10, 10));
  elapse();
  expect(state.log).toEqual([]);
  click(tool, 30, 30, { alt: true });
  expect(state.prompt).toEqual({ points: [[30, 30, 0]] });
  expect([state.notes, state.selection]).toEqual([[], ['a']]);
  expect(tool.command('cancel')).toBe(true);
  expect([state.prompt.points, state.refining]).toEqual([[], 'a']);
  expect(tool.command('cancel')).toBe(true);
  expect([state.refining, state.selection]).toEqual([null, ['a']]);
});

test('a click on the next object keeps the mask in hand and begins anew; with Shift, or off it, it belongs to it', () => {
  const { tool, state } = smart();
  state.candidates = 1;
  click(tool, 20, 20);
  state.nextObject = true;
  click(tool, 40, 20, { shift: true });
  click(tool, 60, 20, { alt: true });
  expect(state.prompt.points).toHaveLength(3);
  click(tool, 80, 60);
  expect(state.log.slice(-2)).toEqual(['accept', 'prompt {"points":[[80,60,1]]}']);
  drag(tool, [10, 10], [40, 40]);
  expect(state.log.slice(-2)).toEqual(['accept', 'prompt {"points":[],"box":[10,10,40,40]}']);
});

test('a click on any point that is placed takes that one back; a double click places one', () => {
  const { tool, state } = smart();
  click(tool, 20, 20);
  click(tool, 60, 20);
  click(tool, 80, 50, { button: 2 });
  tool.pointer(pointerAt('move', 60, 21));
  expect(state.cursor).toBe('pointer');
  click(tool, 60, 21);
  expect(state.prompt.points).toEqual([
    [20, 20, 1],
    [80, 50, 0],
  ]);
  tool.pointer(pointerAt('move', 60, 50));
  expect(state.cursor).toBe('crosshair');
  click(tool, 80, 50, { clicks: 2 });
  expect(state.prompt.points).toHaveLength(2);
  click(tool, 20, 20);
  expect(state.prompt.points).toEqual([]);
});

test('with Ctrl held clicks are collected, and nothing is asked', () => {
  const { tool, state } = smart();
  state.nextObject = true;
  click(tool, 20, 20, { ctrl: true });
  click(tool, 60, 20, { ctrl: true });
  drag(tool, [10, 10], [40, 40], [70, 70]);
  expect(
    state.log.filter((entry) => !entry.startsWith('accept')).map((entry) => entry.split(' ')[0]),
  ).toEqual(['hold', 'hold', 'prompt']);
});
