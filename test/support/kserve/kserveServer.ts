import { copyFile, mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KserveModel, openKserveModels } from './kserveModel.ts';
import { Refusal, readInferRequest } from './kserveRequest.ts';

export interface KserveAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}
/** Does something else than sending the answer; the answer is what would have been right. */
export type KserveFault = (response: ServerResponse, answer: KserveAnswer) => void;

export interface KserveServerOptions {
  /** With `manifest.json` and both ONNX files. */
  readonly folder: string;
  /** Tensors that travel as FP16. */
  readonly halves?: readonly string[];
  /** The decoder keeps embeddings by their key. */
  readonly keepsEmbeddings?: boolean;
}

/**
 * A small server that speaks KServe v2 with binary tensors and runs a model's ONNX files for real: written from
 * the protocol's text, shares no code with the client, and takes nothing that is not exactly a request.
 */
export async function startKserveServer({ folder, ...options }: KserveServerOptions) {
  const models = await openKserveModels(folder, options);
  const state = {
    /** In the order they came: `toy-decoder`, for each question about it. */
    asked: [] as string[],
    /** Names of the tensors of the last question. */
    lastInputs: [] as string[],
    /** What the client did wrong, if anything. */
    slips: [] as string[],
    /** Of inference only. */
    fault: null as KserveFault | null,
    isReady: true,
    forget: () => {
      for (const model of models.values()) model.forget();
    },
  };

  const answerTo = async (request: IncomingMessage): Promise<KserveAnswer> => {
    const path = (request.url ?? '').split('/').slice(1).map(decodeURIComponent);
    const [v2, section, name, ...rest] = path;
    if (v2 !== 'v2') throw new Refusal(404, 'not found');
    if (section === 'health') {
      if (name === 'ready' && !state.isReady) throw new Refusal(400, 'not ready');
      return { status: 200, headers: {}, body: Buffer.alloc(0) };
    }
    const model = section === 'models' ? models.get(name) : undefined;
    if (!model) throw new Refusal(404, `Request for unknown model: '${name}' is not found`);
    if (rest[0] === 'versions' && rest[1] !== '1') throw new Refusal(404, `no version ${rest[1]}`);
    const [action] = rest[0] === 'versions' ? rest.slice(2) : rest;
    if (action === undefined) return json(200, metadataOf(name, model));
    if (action === 'ready') return { status: 200, headers: {}, body: Buffer.alloc(0) };
    if (action !== 'infer' || request.method !== 'POST') throw new Refusal(405, 'not allowed');
    state.asked.push(name);
    const { inputs, outputs } = readInferRequest(request.headers, await bodyOf(request), model.inputs);
    state.lastInputs = Object.keys(inputs);
    return binary(name, await model.infer(inputs, outputs));
  };

  const server = createServer((request, response) => {
    answerTo(request)
      .catch((cause: unknown) => {
        if (cause instanceof Refusal) {
          if (cause.status === 400 && !/unknown embedding|not ready/.test(cause.message))
            state.slips.push(cause.message);
          return json(cause.status, { error: cause.message });
        }
        state.slips.push(String(cause));
        return json(500, { error: String(cause) });
      })
      .then((answer) => {
        if (state.fault && request.method === 'POST') state.fault(response, answer);
        else send(response, answer);
      });
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    models,
    stop,
    /** Where it was before, with nothing in its memory. */
    async start(): Promise<void> {
      state.forget();
      await listen(port);
    },
    [Symbol.asyncDispose]: stop,
  });
}
export type KserveServer = Awaited<ReturnType<typeof startKserveServer>>;

export function send(response: ServerResponse, { status, headers, body }: KserveAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) }).end(body);
}

const metadataOf = (name: string, { inputs, outputs }: KserveModel) => ({
  name,
  versions: ['1'],
  platform: 'onnxruntime_onnx',
  inputs,
  outputs: outputs.map(({ name, datatype, shape }) => ({ name, datatype, shape })),
});

const json = (status: number, value: unknown): KserveAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

function binary(name: string, outputs: Awaited<ReturnType<KserveModel['infer']>>): KserveAnswer {
  const header = Buffer.from(
    JSON.stringify({
      model_name: name,
      model_version: '1',
      outputs: outputs.map(({ bytes, ...tensor }) => ({
        ...tensor,
        parameters: { binary_data_size: bytes.length },
      })),
    }),
  );
  return {
    status: 200,
    headers: {
      'content-type': 'application/octet-stream',
      'inference-header-content-length': String(header.length),
    },
    body: Buffer.concat([header, ...outputs.map(({ bytes }) => bytes)]),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A folder with the model's manifest and nothing else, as beside servers that have the graphs. */
export async function manifestAlone(folder: string): Promise<string> {
  const alone = await mkdtemp(join(tmpdir(), 'maskroom-manifest-'));
  await copyFile(join(folder, 'manifest.json'), join(alone, 'manifest.json'));
  return alone;
}
