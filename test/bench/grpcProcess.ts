import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { z } from 'zod';
import { anySize, bytesOf, inferenceService, isQuestion, questions } from './grpcService.ts';

/**
 * A process that answers KServe v2 over HTTP and over gRPC with the same tensors, looking at nothing; the first line of
 * its output is both ports.
 */
const answers = Object.fromEntries(
  Object.entries(questions).map(([name, { outputs }]) => [
    name,
    outputs.map(({ name: output, shape }) => ({
      name: output,
      datatype: 'FP32',
      shape: [...shape],
      bytes: Buffer.alloc(bytesOf(shape), 1),
    })),
  ]),
);

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const http = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    const header = Number(request.headers['inference-header-content-length']);
    const said = z.object({ inputs: z.array(z.object({ name: z.string() })) });
    said.parse(JSON.parse(body.subarray(0, header).toString('utf8')));
    const outputs = answers[decodeURIComponent((request.url ?? '').split('/')[3])];
    const json = Buffer.from(
      JSON.stringify({
        model_name: 'any',
        outputs: outputs.map(({ bytes, ...tensor }) => ({
          ...tensor,
          parameters: { binary_data_size: bytes.length },
        })),
      }),
    );
    const length = outputs.reduce((sum, { bytes }) => sum + bytes.length, json.length);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'inference-header-content-length': String(json.length),
      'content-length': String(length),
    });
    response.write(json);
    for (const { bytes } of outputs) response.write(bytes);
    response.end();
  });
});
await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));

const grpc = new Server(anySize);
const asked = z.object({
  model_name: z.string().refine(isQuestion),
  raw_input_contents: z.array(z.instanceof(Buffer)),
});
grpc.addService(inferenceService().service, {
  ModelInfer({ request }: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<unknown>) {
    const outputs = answers[asked.parse(request).model_name];
    answer(null, {
      model_name: 'any',
      outputs: outputs.map(({ name, datatype, shape }) => ({ name, datatype, shape })),
      raw_output_contents: outputs.map(({ bytes }) => bytes),
    });
  },
});
const port = await new Promise<number>((resolve, reject) => {
  grpc.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (cause, bound) =>
    cause ? reject(cause) : resolve(bound),
  );
});
const { port: httpPort } = http.address() as AddressInfo;
console.log(`${httpPort} ${port}`);
