import type { ManifestTensor } from '@maskroom/server/inference/family/manifest.ts';
import { GraphWriter } from './GraphWriter.ts';

export type PictureKind =
  /** float32[1, 3, side, side], ready. */
  | 'planar'
  /** float32[H, W, 3] of 0..255: normalised and padded in the graph. */
  | 'interleaved'
  /** float32[B, 3, H, W] of 0..1: squashed to the side and normalised in the graph. */
  | 'any-size';

export interface ToyEncoder {
  readonly input: string;
  readonly picture: PictureKind;
  readonly side: number;
  /** [1, C, S, S]: the means of the picture's S × S squares in the first three channels, zeros in the others. */
  readonly outputs: Readonly<Record<string, ManifestTensor>>;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

export const pictureTensor = ({ picture, side }: Pick<ToyEncoder, 'picture' | 'side'>): ManifestTensor =>
  picture === 'planar'
    ? ['float32', 1, 3, side, side]
    : picture === 'interleaved'
      ? ['float32', 'height', 'width', 3]
      : ['float32', 'batch', 3, 'height', 'width'];

export function writeToyEncoder(encoder: ToyEncoder): Buffer {
  const g = new GraphWriter();
  const ready = readyPicture(g, g.input(encoder.input, pictureTensor(encoder)), encoder);
  for (const [name, tensor] of Object.entries(encoder.outputs)) {
    const [channels, size] = tensor.slice(2).map(Number);
    const step = encoder.side / size;
    const pooled =
      step === 1
        ? ready
        : g.op('AveragePool', [ready], { kernel_shape: [step, step], strides: [step, step] });
    const filled = g.op('Pad', [pooled, g.ints([0, 0, 0, 0, 0, channels - 3, 0, 0])]);
    g.output(name, tensor, filled);
  }
  return g.finish();
}

/** [1, 3, side, side]. */
function readyPicture(
  g: GraphWriter,
  picture: string,
  { picture: kind, side, mean, std }: ToyEncoder,
): string {
  if (kind === 'planar') return picture;
  const unit = kind === 'any-size' ? 255 : 1;
  const normalised = (value: string): string => {
    const [m, s] = [mean, std].map((triple) =>
      g.floats(
        triple.map((one) => one / unit),
        [1, 3, 1, 1],
      ),
    );
    return g.op('Div', [g.op('Sub', [value, m]), s]);
  };
  if (kind === 'any-size') {
    const none = g.floats([], [0]);
    return normalised(g.op('Resize', [picture, none, none, g.ints([1, 3, side, side])], { mode: 'linear' }));
  }
  const planes = normalised(
    g.op('Unsqueeze', [g.op('Transpose', [picture], { perm: [2, 0, 1] }), g.ints([0])]),
  );
  const lengths = g.op('Slice', [g.op('Shape', [planes]), g.ints([2]), g.ints([4])]);
  const rest = g.op('Sub', [g.ints([side, side]), lengths]);
  return g.op('Pad', [planes, g.op('Concat', [g.ints([0, 0, 0, 0, 0, 0]), rest], { axis: 0 })]);
}
