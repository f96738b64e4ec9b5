import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import { InferenceSession } from 'onnxruntime-node';

export interface TensorFacts {
  readonly name: string;
  /** As onnxruntime calls it: float32, float16, int64 … */
  readonly type: string;
  /** A number, or the name of a free axis; empty when the file does not tell. */
  readonly axes: readonly (number | string)[];
}

/** What an ONNX file says of itself. */
export interface GraphFacts {
  readonly inputs: readonly TensorFacts[];
  readonly outputs: readonly TensorFacts[];
}

/** Opens the file once. @throws Problem `model-failed` that says what the file is instead */
export async function readGraphFacts(path: string): Promise<GraphFacts> {
  const otherwise = await otherKind(path);
  if (otherwise) throw new Problem('model-failed', `${basename(path)} is ${otherwise}`);
  const session = await InferenceSession.create(path, {
    graphOptimizationLevel: 'disabled',
    logSeverityLevel: 4,
  }).catch((cause: unknown) => {
    throw new Problem('model-failed', `${basename(path)} ${openFault(cause)}`);
  });
  const facts = {
    inputs: session.inputMetadata.map(factsOf),
    outputs: session.outputMetadata.map(factsOf),
  };
  await session.release();
  return facts;
}

type Metadata = InferenceSession['inputMetadata'][number];

function factsOf(metadata: Metadata): TensorFacts {
  if (!metadata.isTensor) return { name: metadata.name, type: 'no tensor', axes: [] };
  const axes = metadata.shape.map((size, i) =>
    typeof size === 'number' && size > 0 ? size : String(size).replace(/^-?\d+$|^$/, `axis${i}`),
  );
  return { name: metadata.name, type: metadata.type, axes };
}

/** For a person: `point_coords float32[1, points, 2]`. */
export const tensorText = ({ name, type, axes }: TensorFacts): string =>
  `${name} ${type}[${axes.join(', ')}]`;

function openFault(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/external|\.onnx_data|\.data\b/i.test(message))
    return `keeps its weights in a file of its own, which is not there or not whole: it must lie beside it under its old name (${firstLine(message)})`;
  return `cannot be opened as ONNX; it may be damaged or cut short (${firstLine(message)})`;
}

const firstLine = (text: string): string => text.split('\n')[0].slice(0, 300);

/** What is often taken for an ONNX file, by its first bytes. */
const otherKinds: readonly [begins: RegExp, says: string][] = [
  [/^$/, 'empty'],
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer, not the file itself: fetch it with `git lfs pull`'],
  [
    /^\s*(<!doctype|<html|<\?xml)/i,
    'a web page, not a model: the download went to a page that asks something',
  ],
  [/^\s*\{"/, 'JSON, not a model: the download was answered with an error'],
  [/^PK/, 'a zip or PyTorch file; unpack it, or export it to ONNX'],
  [/^....ORTM/s, 'in the ORT format; take the .onnx file it was made from'],
];

async function otherKind(path: string): Promise<string | undefined> {
  const file = await open(path).catch(() => {
    throw new Problem('model-failed', `${path} cannot be read.`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    const text = buffer.subarray(0, bytesRead).toString('latin1');
    return otherKinds.find(([begins]) => begins.test(text))?.[1];
  } finally {
    await file.close();
  }
}
