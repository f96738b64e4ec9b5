import type { SamWriter } from './SamWriter.ts';

const CHANNELS = 256;
const HEADS = 8;
const MLP = 2048;

interface Attended {
  readonly q: string;
  readonly k: string;
  readonly v: string;
}

/** segment_anything.modeling.transformer.Attention: [1, N, 256] of each; `inner` channels within. */
function attention(g: SamWriter, name: string, { q, k, v }: Attended, inner: number): string {
  const heads = (x: string, projection: string, perm: readonly number[]): string => {
    const projected = g.linear(`${name}.${projection}`, x, CHANNELS, inner);
    const sizes = [g.size(projected, 0), g.size(projected, 1)];
    return g.op('Transpose', [g.reshape(projected, [...sizes, HEADS, inner / HEADS])], { perm });
  };
  const queries = heads(q, 'q_proj', [0, 2, 1, 3]);
  const keys = heads(k, 'k_proj', [0, 2, 3, 1]);
  const values = heads(v, 'v_proj', [0, 2, 1, 3]);
  const scores = g.op('Div', [g.op('MatMul', [queries, keys]), g.float(Math.sqrt(inner / HEADS))]);
  const out = g.op('MatMul', [g.op('Softmax', [scores], { axis: -1 }), values]);
  const recombined = g.op('Transpose', [out], { perm: [0, 2, 1, 3] });
  const joined = g.reshape(recombined, [g.size(recombined, 0), g.size(recombined, 1), inner]);
  return g.linear(`${name}.out_proj`, joined, inner, CHANNELS);
}

/**
 * TwoWayTransformer of depth 2. `image`, `imagePe` [1, 256, 64, 64], `tokens` [1, N, 256].
 * Returns tokens [1, N, 256] and image tokens [1, 4096, 256].
 */
export function twoWayTransformer(
  g: SamWriter,
  image: string,
  imagePe: string,
  tokens: string,
): { tokens: string; image: string } {
  const flat = (x: string): string =>
    g.op('Transpose', [g.reshape(x, [g.size(x, 0), g.size(x, 1), -1])], { perm: [0, 2, 1] });
  let keys = flat(image);
  const keyPe = flat(imagePe);
  let queries = tokens;
  const add = (a: string, b: string): string => g.op('Add', [a, b]);
  for (const i of [0, 1]) {
    const layer = `transformer.layers.${i}`;
    const norm = (of: 1 | 2 | 3 | 4, x: string): string => g.layerNorm(`${layer}.norm${of}`, x, CHANNELS);
    if (i === 0) {
      queries = attention(g, `${layer}.self_attn`, { q: queries, k: queries, v: queries }, CHANNELS);
    } else {
      const q = add(queries, tokens);
      queries = add(queries, attention(g, `${layer}.self_attn`, { q, k: q, v: queries }, CHANNELS));
    }
    queries = norm(1, queries);
    const toImage = { q: add(queries, tokens), k: add(keys, keyPe), v: keys };
    const seen = attention(g, `${layer}.cross_attn_token_to_image`, toImage, CHANNELS / 2);
    queries = norm(2, add(queries, seen));
    const hidden = g.op('Relu', [g.linear(`${layer}.mlp.lin1`, queries, CHANNELS, MLP)]);
    queries = norm(3, add(queries, g.linear(`${layer}.mlp.lin2`, hidden, MLP, CHANNELS)));
    const toTokens = { q: add(keys, keyPe), k: add(queries, tokens), v: queries };
    const told = attention(g, `${layer}.cross_attn_image_to_token`, toTokens, CHANNELS / 2);
    keys = norm(4, add(keys, told));
  }
  const last = { q: add(queries, tokens), k: add(keys, keyPe), v: keys };
  const seen = attention(g, 'transformer.final_attn_token_to_image', last, CHANNELS / 2);
  const final = g.layerNorm('transformer.norm_final_attn', add(queries, seen), CHANNELS);
  return { tokens: final, image: keys };
}
