import { GraphWriter } from '../GraphWriter.ts';

/** One of the numbers 1 … 2³² - 1 for a text and a seed (FNV-1a). */
function hashOf(text: string, seed: number): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  return hash || 1;
}

/** Uniform in -1 … 1, xorshift32. */
export function randomValues(length: number, scale: number, key: string, seed: number): Float32Array {
  let state = hashOf(key, seed);
  const values = new Float32Array(length);
  for (let i = -8; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    if (i >= 0) values[i] = (scale * state) / 2 ** 31;
  }
  return values;
}

const product = (dims: readonly number[]): number => dims.reduce((all, size) => all * size, 1);

/**
 * Writes what torch.onnx.export (opset 17) writes for the modules that Segment Anything is made of. Weights are
 * random, and follow from the seed and the parameter's name in PyTorch alone: graphs that are built apart, under
 * other tensor names, are of one model.
 */
export class SamWriter extends GraphWriter {
  readonly #seed: number;
  readonly #known = new Map<string, string>();

  constructor(seed: number) {
    super();
    this.#seed = seed;
  }

  /** Values of variance `gain` / fan-in; the fan-in is by default all but the first of `dims`. */
  weight(name: string, dims: readonly number[], fanIn = product(dims.slice(1)), gain = 1): string {
    return this.#once(name, () =>
      this.floats(randomValues(product(dims), Math.sqrt((3 * gain) / fanIn), name, this.#seed), dims),
    );
  }

  /** Values around `around`, at most `spread` from it. */
  vector(name: string, dims: readonly number[], around = 0, spread = 0.1): string {
    return this.#once(name, () =>
      this.floats(
        randomValues(product(dims), spread, name, this.#seed).map((value) => value + around),
        dims,
      ),
    );
  }

  /** Linear of [.., N, in]: MatMul by the transposed weight, then Add. */
  linear(name: string, x: string, inputs: number, outputs: number): string {
    const weight = this.weight(`${name}.weight`, [inputs, outputs], inputs);
    return this.op('Add', [this.vector(`${name}.bias`, [outputs]), this.op('MatMul', [x, weight])]);
  }

  /** Linear of [N, in]: Gemm. */
  gemm(name: string, x: string, inputs: number, outputs: number): string {
    const weight = this.weight(`${name}.weight`, [outputs, inputs], inputs);
    return this.op('Gemm', [x, weight, this.vector(`${name}.bias`, [outputs])], { transB: 1 });
  }

  layerNorm(name: string, x: string, size: number): string {
    const [scale, bias] = this.#scaleAndBias(name, size);
    return this.op('LayerNormalization', [x, scale, bias], { axis: -1, epsilon: { float: 1e-5 } });
  }

  /** segment-anything's LayerNorm2d over the channels of [1, C, H, W]: an expression of its own in PyTorch. */
  layerNorm2d(name: string, x: string, size: number): string {
    const [scale, bias] = this.#scaleAndBias(name, size);
    const mean = (value: string): string => this.op('ReduceMean', [value], { axes: [1], keepdims: 1 });
    const centred = this.op('Sub', [x, mean(x)]);
    const variance = mean(this.op('Pow', [this.op('Sub', [x, mean(x)]), this.float(2)]));
    const deviation = this.op('Sqrt', [this.op('Add', [variance, this.float(1e-6)])]);
    const unit = this.op('Div', [centred, deviation]);
    const across = (vector: string): string => this.op('Unsqueeze', [vector, this.ints([1, 2])]);
    return this.op('Add', [this.op('Mul', [across(scale), unit]), across(bias)]);
  }

  gelu(x: string): string {
    const erf = this.op('Erf', [this.op('Div', [x, this.float(Math.SQRT2)])]);
    const sum = this.op('Mul', [x, this.op('Add', [erf, this.float(1)])]);
    return this.op('Mul', [sum, this.float(0.5)]);
  }

  /**
   * Kernel 2, stride 2: up (ConvTranspose) or down (Conv). Upwards the four pixels of one have the same weights: masks
   * have outlines as masks of pictures do, where random ones would make them noise.
   */
  halves(type: 'Conv' | 'ConvTranspose', name: string, x: string, inputs: number, outputs: number): string {
    const dims = type === 'Conv' ? [outputs, inputs, 2, 2] : [inputs, outputs, 2, 2];
    const weight =
      type === 'Conv'
        ? this.weight(`${name}.weight`, dims, 4 * inputs)
        : this.#enlarging(`${name}.weight`, dims);
    return this.op(type, [x, weight, this.vector(`${name}.bias`, [outputs])], {
      dilations: [1, 1],
      group: 1,
      kernel_shape: [2, 2],
      pads: [0, 0, 0, 0],
      strides: [2, 2],
    });
  }

  /** One number of x.shape, int64[]. */
  size(x: string, axis: number): string {
    return this.op('Gather', [this.op('Shape', [x]), this.ints([axis], [])], { axis: 0 });
  }

  /** x.reshape(…) of numbers and sizes that were read from shapes (see {@link size}). */
  reshape(x: string, sizes: readonly (number | string)[]): string {
    const parts = sizes.map((size) =>
      typeof size === 'number' ? this.ints([size]) : this.op('Unsqueeze', [size, this.ints([0])]),
    );
    return this.op('Reshape', [x, this.op('Concat', parts, { axis: 0 })]);
  }

  #enlarging(name: string, dims: readonly number[]): string {
    return this.#once(name, () => {
      const [inputs, outputs] = dims;
      const values = randomValues(inputs * outputs, Math.sqrt(3 / inputs), name, this.#seed);
      return this.floats(
        Float32Array.from({ length: product(dims) }, (_, i) => values[i >> 2]),
        dims,
      );
    });
  }

  #scaleAndBias(name: string, size: number): [scale: string, bias: string] {
    return [this.vector(`${name}.weight`, [size], 1, 0.2), this.vector(`${name}.bias`, [size])];
  }

  #once(name: string, make: () => string): string {
    const known = this.#known.get(name) ?? make();
    this.#known.set(name, known);
    return known;
  }
}
