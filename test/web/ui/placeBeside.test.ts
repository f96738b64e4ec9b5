import { expect, test } from 'vitest';
import { placeBeside } from '../../../web/ui/placeBeside.ts';

const at = (left: number, top: number) => ({
  left,
  top,
  width: 20,
  height: 20,
  right: left + 20,
  bottom: top + 20,
});
const rect = (left: number, top: number) => ({ ...at(left, top), x: left, y: top, toJSON: () => null });
const popup = { width: 80, height: 24 };
const window = { width: 400, height: 300 };

test('a hint lies on the wished side and turns over where there is no room', () => {
  expect(placeBeside(rect(100, 100), popup, window, 'bottom')).toEqual({ left: 70, top: 126 });
  expect(placeBeside(rect(100, 270), popup, window, 'bottom')).toEqual({ left: 70, top: 240 });
  expect(placeBeside(rect(4, 100), popup, window, 'left')).toEqual({ left: 30, top: 98 });
});

test('along the edge it slides into the window and stays on its side', () => {
  expect(placeBeside(rect(0, 100), popup, window, 'bottom')).toEqual({ left: 4, top: 126 });
  expect(placeBeside(rect(380, 100), popup, window, 'top')).toEqual({ left: 316, top: 70 });
});
