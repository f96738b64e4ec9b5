import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { ImageFrame, Rgb, Size } from '../imageFrame.ts';
import type { Manifest } from './manifest.ts';

export interface TensorData {
  /** Where a graph wants whole numbers, they are made of these as they go in. */
  readonly data: Float32Array;
  readonly dims: readonly number[];
}
export type Tensors = Readonly<Record<string, TensorData>>;

/** What a mask decoder answered: per candidate the logits of the padded low-res frame, row-major. */
export interface LowResMasks {
  readonly logits: readonly Float32Array[];
  readonly predictedIou: readonly number[];
}

/** The low-res frame that masks live in, and the part of it that the picture fills (may end between two pixels). */
export interface LowResFrame extends Size {
  readonly content: Size;
}

/** What was asked of the decoder, as far as the reading of its answer depends on it. */
export interface Asked {
  readonly frame: ImageFrame;
  /** In pixels of the frame's image. */
  readonly prompt: Prompt;
  /** All candidates; otherwise the best is enough. */
  readonly multimask: boolean;
  /** A mask to go on from went in with the prompt. */
  readonly continues: boolean;
}

/** The tensors by which a family is known. The encoder's outputs are decoder inputs of the same names besides. */
export interface FamilyTensors {
  /** Decoder inputs that carry the prompt. */
  readonly required: readonly string[];
  /** More of them, for graphs that have them. */
  readonly optional: readonly string[];
  /** Decoder outputs, of each list the first that the manifest names. */
  readonly masks: readonly string[];
  readonly scores: readonly string[];
}

/**
 * How a family of models wants its inputs and gives its outputs. Pure: the same manifest and the same input
 * give the same tensors. Another family is another file and a line in modelFamilies.ts.
 */
export interface ModelFamily {
  readonly tensors: FamilyTensors;
  /** What a picture of this size is resized to before {@link imageTensors}. */
  contentSize(manifest: Manifest, image: Size): Size;
  /** The encoder's inputs from a picture of exactly the content size. */
  imageTensors(manifest: Manifest, content: Rgb): Tensors;
  lowResFrame(manifest: Manifest, frame: ImageFrame): LowResFrame;
  /** The decoder's inputs apart from the embedding. `maskInput`: logits of the low-res frame. */
  promptTensors(manifest: Manifest, frame: ImageFrame, prompt: Prompt, maskInput?: Float32Array): Tensors;
  readMasks(manifest: Manifest, outputs: Tensors, asked: Asked): LowResMasks;
}
