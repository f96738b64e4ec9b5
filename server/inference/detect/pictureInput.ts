import { err, ok, type Result } from '@maskroom/shared/base/result';
import { type GraphFacts, type TensorFacts, tensorText } from './graphFacts.ts';

export interface PictureInput {
  readonly tensor: TensorFacts;
  /** Px; undefined where the file leaves it free. */
  readonly side: number | undefined;
}

/** The encoder's one input: planes [1, 3, side, side], or [H, W, 3] with its preparation in the graph. */
export function pictureInput({ inputs }: GraphFacts): Result<PictureInput> {
  const [tensor] = inputs;
  const listed = inputs.map(tensorText).join(', ');
  if (inputs.length !== 1)
    return err(
      `the encoder takes ${inputs.length} inputs (${listed}); it must take a picture and nothing else`,
    );
  if (tensor.type !== 'float32')
    return err(`the encoder takes ${listed}; only float32 pictures are fed here: take the float32 files`);
  const { axes } = tensor;
  if (axes.length === 3 && axes[2] === 3) return ok({ tensor, side: undefined });
  const [, channels, height, width] = axes;
  const isPlanar = axes.length === 4 && (typeof channels === 'string' || channels === 3);
  if (!isPlanar || (typeof height === 'number' && typeof width === 'number' && height !== width))
    return err(
      `the encoder takes ${listed}, which is no square RGB picture [1, 3, side, side] or [height, width, 3]`,
    );
  return ok({ tensor, side: typeof height === 'number' ? height : undefined });
}
