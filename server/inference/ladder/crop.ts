import { FILLED_SIZE } from '../family/filledSize.ts';
import type { Tensors } from '../family/modelFamily.ts';
import { GraphBuilder } from '../onnx/GraphBuilder.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxValue } from '../onnx/onnxModel.ts';
import { producersOf, readsOf, rewritten } from '../onnx/surgery.ts';
import { graphFacts } from './graphFacts.ts';
import { isPerm } from './spread.ts';

/**
 * The decoder with what enlarges its masks done for those rows and columns only that show the picture: pictures are
 * not square, frames are. It takes {@link FILLED_SIZE}, and gives masks [.., h, w] of at least that size from the frame's
 * top left. `masks`: the output. @throws Error when something on the way mixes pixels, or nothing is enlarged
 */
export async function cropped(
  model: OnnxModel,
  prompts: readonly Tensors[],
  masks: string,
): Promise<OnnxModel> {
  const { graph } = model;
  if (!prompts.every((prompt) => Object.hasOwn(prompt, FILLED_SIZE)))
    throw new Error('pictures fill its whole frame');
  const { dims } = await graphFacts(model, prompts);
  const sizeOf = (name: string): number[] => (dims.get(name) ?? []).map((size) => size ?? 0);
  const first = graph.nodes.find(({ type }) => type === 'ConvTranspose');
  const [rows, columns] = first ? sizeOf(first.inputs[0]).slice(-2) : [];
  const cell = sizeOf(masks).slice(-2)[0] / rows;
  if (!first || !Number.isInteger(cell)) throw new Error('nothing in it enlarges masks');
  const builder = new GraphBuilder('crop');
  const site: Site = { graph, builder, sizeOf, rows, columns, counts: [], shown: new Map() };
  const cells = builder.op('Add', [FILLED_SIZE, builder.ints([cell - 1])]);
  site.counts[1] = builder.op('Div', [cells, builder.ints([cell])]);
  for (const node of graph.nodes) {
    const isTouched = readsOf(node).some((name) => site.shown.has(name));
    const isStart = node.type === 'ConvTranspose' && !isTouched;
    if (!isTouched && !isStart) continue;
    if (isStart) site.shown.set(node.inputs[0], startOf(site, node.inputs[0]));
    const made = shownOf(site, node);
    if (!made) throw new Error(`${node.type} on the way to the masks looks beyond the picture`);
    site.shown.set(node.outputs[0], made);
  }
  const made = site.shown.get(masks);
  if (made?.kind !== 'plane' || made.zoom !== cell) throw new Error('its masks are not what it enlarges');
  const beside = graph.outputs.find(({ name }) => name !== masks && site.shown.has(name));
  if (beside) throw new Error(`${beside.name} follows from all of a mask`);
  const filled: OnnxValue = { name: FILLED_SIZE, type: 'int64', dims: [2] };
  const outputs = graph.outputs.map((value) => (value.name === masks ? ofAnySize(value) : value));
  const inputs = [...graph.inputs, filled];
  return {
    ...model,
    graph: rewritten({ ...graph, inputs, outputs }, new Map([[masks, made.name]]), builder),
  };
}

/** The part of a value that shows the picture: pixels in its last two axes, or in its last. */
interface Shown {
  readonly kind: 'plane' | 'flat';
  /** Pixels along an axis for each of what the enlarging begins with. */
  readonly zoom: number;
  readonly name: string;
}

interface Site {
  readonly graph: OnnxGraph;
  readonly builder: GraphBuilder;
  readonly sizeOf: (name: string) => number[];
  /** Of what the enlarging begins with. */
  readonly rows: number;
  readonly columns: number;
  /** By zoom: shown rows and columns, int64[2]. */
  readonly counts: string[];
  readonly shown: Map<string, Shown>;
}

const countsOf = ({ builder, counts }: Site, zoom: number): string => {
  counts[zoom] ??= builder.op('Mul', [counts[1], builder.ints([zoom])]);
  return counts[zoom];
};

/** Of tokens [1, rows · columns, C] that become a plane, few are turned instead of all. */
function startOf(site: Site, name: string): Shown {
  const { builder, columns, graph, rows, sizeOf } = site;
  const size = sizeOf(name);
  if (size.length !== 4 || size.slice(-2).join() !== `${rows},${columns}`)
    throw new Error('it enlarges planes of several sizes');
  const producers = producersOf(graph);
  const plane = producers.get(name);
  const turned = plane?.type === 'Reshape' ? producers.get(plane.inputs[0]) : undefined;
  const starts = builder.ints([0, 0]);
  const part = (of: string, axes: readonly number[]): string =>
    builder.op('Slice', [of, starts, countsOf(site, 1), builder.ints(axes)]);
  if (turned?.type === 'Transpose' && isPerm(turned, '0,2,1') && size[0] === 1) {
    const pixels = builder.op('Reshape', [turned.inputs[0], builder.ints([1, rows, columns, size[1]])]);
    const own = builder.op('Transpose', [part(pixels, [1, 2])], { perm: [0, 3, 1, 2] });
    return { kind: 'plane', zoom: 1, name: own };
  }
  return { kind: 'plane', zoom: 1, name: part(name, [2, 3]) };
}

const pointwise = new Set([
  ...[
    'Abs',
    'Cast',
    'Clip',
    'Elu',
    'Erf',
    'Exp',
    'Gelu',
    'HardSigmoid',
    'HardSwish',
    'Identity',
    'LeakyRelu',
  ],
  ...['Neg', 'Reciprocal', 'Relu', 'Sigmoid', 'Softplus', 'Sqrt', 'Tanh'],
  ...['Add', 'Div', 'Max', 'Min', 'Mul', 'Pow', 'Sub', 'Where'],
]);
/** What works on axes before the pixels, if it leaves those alone. */
const leading = new Set(['Gather', 'GatherND', 'ReduceMean', 'ReduceSum', 'Slice', 'Squeeze', 'Unsqueeze']);

/** What a node makes of the shown parts of its inputs; undefined when that is not the shown part of its output. */
function shownOf(site: Site, node: OnnxNode): Shown | undefined {
  const { builder, columns, rows, shown, sizeOf } = site;
  const parts = node.inputs.map((name) => shown.get(name));
  const own = parts.find((part) => part !== undefined);
  if (!own || node.outputs.length !== 1) return undefined;
  const size = sizeOf(node.outputs[0]);
  const pixelsOf = ({ kind, zoom }: Pick<Shown, 'kind' | 'zoom'>): number[] =>
    kind === 'plane' ? [zoom * rows, zoom * columns] : [zoom * zoom * rows * columns];
  const has = (wanted: Pick<Shown, 'kind' | 'zoom'>): boolean => {
    const pixels = pixelsOf(wanted);
    return size.length > pixels.length && size.slice(-pixels.length).join() === pixels.join();
  };
  const isAlike = (part: Shown): boolean => part.kind === own.kind && part.zoom === own.zoom;
  const inputs = node.inputs.map((name, i) => parts[i]?.name ?? name);
  const again = (made: Pick<Shown, 'kind' | 'zoom'> = own): Shown | undefined =>
    has(made) ? { kind: made.kind, zoom: made.zoom, name: builder.again(node, inputs) } : undefined;

  if (node.type === 'ConvTranspose') {
    const factor = enlargingOf(node, parts);
    return factor ? again({ kind: 'plane', zoom: own.zoom * factor }) : undefined;
  }
  if (pointwise.has(node.type)) {
    const axes = pixelsOf(own).length;
    const spreads = (name: string): boolean =>
      sizeOf(name)
        .slice(-axes)
        .every((length) => length === 1);
    return parts.every((part, i) => (part ? isAlike(part) : spreads(node.inputs[i]))) ? again() : undefined;
  }
  if (leading.has(node.type)) return parts[0] && !parts.slice(1).some((part) => part) ? again() : undefined;
  if (node.type === 'Concat') return parts.every((part) => part && isAlike(part)) ? again() : undefined;
  if (node.type === 'MatMul') return own.kind === 'flat' && !parts[0] ? again() : undefined;
  if (node.type !== 'Reshape') return undefined;
  const kind = (['plane', 'flat'] as const).find((one) => has({ kind: one, zoom: own.zoom }));
  if (!kind) return undefined;
  const before = size.slice(0, kind === 'plane' ? -2 : -1);
  if (before.includes(0)) return undefined;
  const wanted =
    kind === 'plane'
      ? builder.op('Concat', [builder.ints(before), countsOf(site, own.zoom)], { axis: 0 })
      : builder.ints([...before, -1]);
  return { kind, zoom: own.zoom, name: builder.op('Reshape', [own.name, wanted]) };
}

/** How many times as long a side becomes; undefined where pixels get something of their neighbours. */
function enlargingOf(
  { attributes }: OnnxNode,
  [plane, ...others]: (Shown | undefined)[],
): number | undefined {
  const { kernel_shape: kernel, strides, pads, dilations, output_padding: more } = attributes;
  if (plane?.kind !== 'plane' || others.some((part) => part) || kernel?.kind !== 'ints') return undefined;
  const all = (attribute: typeof pads, value: number): boolean =>
    attribute === undefined || (attribute.kind === 'ints' && attribute.value.every((one) => one === value));
  const [factor] = kernel.value;
  const isApart = all(kernel, factor) && strides !== undefined && all(strides, factor);
  const isPlain = all(pads, 0) && all(dilations, 1) && all(more, 0);
  return isApart && isPlain ? factor : undefined;
}

/** A value of masks whose rows and columns follow from the picture. */
const ofAnySize = ({ name, type, dims }: OnnxValue): OnnxValue => ({
  name,
  type,
  dims: dims && [...dims.slice(0, -2), 'rows', 'columns'],
});
