import { fileURLToPath } from 'node:url';
import { type GrpcObject, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { z } from 'zod';

export interface WireOutput {
  readonly name: string;
  readonly datatype: 'FP32';
  readonly shape: readonly number[];
}

/** What a question of each size brings with it, and what is answered: without a model, so that only the way counts. */
export const questions = {
  click: {
    inputs: [
      { name: 'point_coords', shape: [1, 2, 2] },
      { name: 'point_labels', shape: [1, 2] },
      { name: 'mask_input', shape: [1, 1, 256, 256] },
    ],
    outputs: [
      { name: 'low_res_masks', shape: [1, 4, 256, 256] },
      { name: 'iou_predictions', shape: [1, 4] },
    ],
  },
  'click with its embedding': {
    inputs: [
      { name: 'image_embeddings', shape: [1, 256, 64, 64] },
      { name: 'point_coords', shape: [1, 2, 2] },
      { name: 'point_labels', shape: [1, 2] },
    ],
    outputs: [
      { name: 'low_res_masks', shape: [1, 4, 256, 256] },
      { name: 'iou_predictions', shape: [1, 4] },
    ],
  },
  encode: {
    inputs: [{ name: 'input_image', shape: [1, 3, 1024, 1024] }],
    outputs: [{ name: 'image_embeddings', shape: [1, 256, 64, 64] }],
  },
} as const;
export type QuestionName = keyof typeof questions;

export const isQuestion = (name: string): name is QuestionName => Object.hasOwn(questions, name);

export const bytesOf = (shape: readonly number[]): number => 4 * shape.reduce((all, size) => all * size, 1);

const isService = (value: GrpcObject[string]): value is ServiceClientConstructor =>
  typeof value === 'function' && 'service' in value;

/** The service of kserve.proto, as the proto loader makes it: int64 as numbers, bytes as Buffers. */
export function inferenceService(): ServiceClientConstructor {
  const proto = fileURLToPath(new URL('kserve.proto', import.meta.url));
  const { inference } = loadPackageDefinition(loadSync(proto, { keepCase: true, longs: Number }));
  const service =
    inference && 'GRPCInferenceService' in inference ? inference.GRPCInferenceService : undefined;
  if (!service || typeof service === 'string' || !isService(service))
    throw new Error('the proto has no service');
  return service;
}

/** Embeddings and pictures are beyond gRPC's 4 MiB. */
export const anySize = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

export const inferAnswerSchema = z.object({
  outputs: z.array(z.object({ name: z.string(), datatype: z.string(), shape: z.array(z.number()) })),
  raw_output_contents: z.array(z.instanceof(Buffer)),
});
