import { boxOverlap } from '@maskroom/shared/geometry/box';
import { polygonContains } from '@maskroom/shared/geometry/contains';
import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import type { Prompt } from '@maskroom/shared/prompt/prompt';
import { emptyOverlay, type ShapeEdit } from '../../../web/canvas/scene.ts';
import type { StagePointer } from '../../../web/canvas/stagePointer.ts';
import type { ToolContext, ToolOverlay, ToolShape } from '../../../web/tool/tool.ts';

const noPrompt: Prompt = { points: [] };

/** A context that keeps shapes and a prompt in memory and writes down what tools ask of it. */
export function recordingContext(shapes: readonly ToolShape[] = [], imageSize = { width: 100, height: 80 }) {
  const timers = new Set<{ ms: number; action: () => void }>();
  const held = new Map(shapes.map((shape) => [shape.id, shape]));
  const hold = (polygon: Polygon): string => {
    const id = `new${held.size}`;
    held.set(id, { id, polygon, locked: null });
    return id;
  };
  const state = {
    selection: [] as readonly string[],
    hovered: null as string | null,
    proposal: null as Point | null,
    prompt: noPrompt,
    candidates: 0,
    refining: null as string | null,
    nextObject: false,
    /** The first of those in flight, and all of them. */
    edit: null as ShapeEdit | null,
    edits: [] as readonly ShapeEdit[],
    overlay: { ...emptyOverlay } as ToolOverlay,
    radius: 5,
    snap: true,
    cursor: '',
    added: [] as Polygon[],
    deleted: [] as string[],
    notes: [] as string[],
    panned: [0, 0],
    /** Everything that was written or asked of the model, in order. */
    log: [] as string[],
  };
  const context: ToolContext = {
    imageSize,
    labelColor: () => '#e69f00',
    shapeAt: (point) => [...held.values()].findLast(({ polygon }) => polygonContains(polygon, point)) ?? null,
    shape: (id) => held.get(id) ?? null,
    shapesWithin: (box) =>
      [...held.values()].filter(({ polygon }) => {
        const [xmin, ymin, xmax, ymax] = boxOverlap(polygonBox(polygon), box);
        return xmin <= xmax && ymin <= ymax;
      }),
    selection: () => state.selection,
    select: (ids) => {
      state.selection = ids;
    },
    hover: (id) => {
      state.hovered = id;
    },
    prompt: () => state.prompt,
    setPrompt(prompt, options) {
      const how = options?.hover ? 'preview' : options?.hold ? 'hold' : 'prompt';
      state.log.push(`${how} ${JSON.stringify(prompt)}`);
      if (!options?.hover) state.prompt = prompt;
    },
    clearPrompt() {
      state.log.push('clear');
      state.prompt = noPrompt;
    },
    refining: () => state.refining,
    stopRefining() {
      state.refining = null;
    },
    isNextObject: () => state.nextObject,
    acceptCandidate() {
      if (state.candidates === 0) return false;
      state.log.push('accept');
      state.prompt = noPrompt;
      return true;
    },
    cycleCandidate(step) {
      if (state.candidates < 2) return false;
      state.log.push(`cycle ${step}`);
      return true;
    },
    hoverProposal: (point) => {
      state.proposal = point;
    },
    acceptProposal() {
      if (state.proposal) state.log.push(`take ${state.proposal.join()}`);
      return state.proposal !== null;
    },
    stepProposalLevel(step) {
      state.log.push(`level ${step}`);
      return true;
    },
    dismissProposals() {
      state.log.push('dismiss');
      return true;
    },
    brushRadius: () => state.radius,
    snaps: () => state.snap,
    addShape: (polygon, source) => {
      state.added.push(polygon);
      state.log.push(`add ${source}`);
      return hold(polygon);
    },
    change({ verb, reshaped = [], removed = [], added = [] }) {
      for (const { id, polygon } of reshaped) held.set(id, { id, polygon, locked: null });
      for (const id of removed) held.delete(id);
      const ids = reshaped.map(({ id }) => id);
      const gone = removed.length > 0 ? [`deletes ${removed.join()}`] : [];
      state.log.push([`${verb} ${ids.join()}`.trim(), ...gone].join(' '));
      return added.map(({ polygon }) => hold(polygon));
    },
    deleteShapes(ids) {
      for (const id of ids) held.delete(id);
      state.deleted.push(...ids);
    },
    showEdits: (edits) => {
      [state.edit, state.edits] = [edits[0] ?? null, edits];
    },
    overlay: (patch) => {
      state.overlay = { ...state.overlay, ...patch };
    },
    setCursor: (cursor) => {
      state.cursor = cursor;
    },
    panBy: (dx, dy) => {
      state.panned = [state.panned[0] + dx, state.panned[1] + dy];
    },
    notify: (message) => {
      state.notes.push(message);
    },
    after(ms, action) {
      const timer = { ms, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    context,
    state,
    polygonOf: (id: string): Polygon | undefined => held.get(id)?.polygon,
    remove: (id: string): boolean => held.delete(id),
    /** Lets all waiting time pass. */
    elapse(): void {
      const due = [...timers];
      timers.clear();
      for (const { action } of due) action();
    },
  };
}

/** A pointer event at image px; the screen shows them at `scale`. */
export function pointerAt(
  phase: StagePointer['phase'],
  x: number,
  y: number,
  extra: Partial<StagePointer> = {},
): StagePointer {
  const scale = extra.scale ?? 1;
  const pressed = phase === 'down' || phase === 'up';
  return {
    phase,
    point: [x, y],
    screen: [x * scale, y * scale],
    path: [[x, y]],
    button: pressed ? 0 : -1,
    buttons: phase === 'down' ? 1 : 0,
    device: 'mouse',
    shift: false,
    alt: false,
    ctrl: false,
    clicks: phase === 'down' ? 1 : 0,
    scale,
    ...extra,
  };
}

type Holder = { pointer(event: StagePointer): void };

export function click(tool: Holder, x: number, y: number, extra: Partial<StagePointer> = {}): void {
  tool.pointer(pointerAt('move', x, y));
  tool.pointer(pointerAt('down', x, y, extra));
  tool.pointer(pointerAt('up', x, y, { ...extra, clicks: 0 }));
}

/** Presses at the first point, passes through the others, lets go at the last. */
export function drag(tool: Holder, ...points: readonly (readonly [number, number])[]): void {
  const [[x, y], ...rest] = points;
  tool.pointer(pointerAt('move', x, y));
  tool.pointer(pointerAt('down', x, y));
  for (const [px, py] of rest) tool.pointer(pointerAt('move', px, py, { buttons: 1 }));
  const [lastX, lastY] = points[points.length - 1];
  tool.pointer(pointerAt('up', lastX, lastY));
}

export const rectangle = (xmin: number, ymin: number, xmax: number, ymax: number) =>
  [
    [xmin, ymin],
    [xmax, ymin],
    [xmax, ymax],
    [xmin, ymax],
  ] as const;
