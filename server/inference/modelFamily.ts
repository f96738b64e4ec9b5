import type { Prompt } from '@maskroom/shared/prompt/prompt';
import type { ImageFrame, Rgb, Size } from './imageFrame.ts';
import type { Manifest } from './manifest.ts';

export interface TensorData {
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

/**
 * How a family of models wants its inputs and gives its outputs. Pure: the same manifest and the same input
 * give the same tensors. Another family is another file and a line in modelFamilies.ts.
 */
export interface ModelFamily {
  /** What a picture of this size is resized to before {@link imageTensors}. */
  contentSize(manifest: Manifest, image: Size): Size;
  /** The encoder's inputs from a picture of exactly the content size. */
  imageTensors(manifest: Manifest, content: Rgb): Tensors;
  /** Names of the encoder's outputs that make up the image embedding, in the decoder's words. */
  embeddingTensors(manifest: Manifest): readonly string[];
  lowResFrame(manifest: Manifest, frame: ImageFrame): LowResFrame;
  /** The decoder's inputs apart from the embedding. `maskInput`: logits of the low-res frame. */
  promptTensors(manifest: Manifest, frame: ImageFrame, prompt: Prompt, maskInput?: Float32Array): Tensors;
  readMasks(manifest: Manifest, outputs: Tensors): LowResMasks;
}
