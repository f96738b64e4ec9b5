import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { credentials } from '@grpc/grpc-js';
import { KserveClient } from '@maskroom/server/inference/remote/KserveClient.ts';
import {
  anySize,
  bytesOf,
  inferAnswerSchema,
  inferenceService,
  type QuestionName,
  questions,
} from './grpcService.ts';
import { printTable, quantile } from './table.ts';

const ROUNDS = 40;
const WARM_UP = 8;
const TIMEOUT_MS = 30_000;

/** A question that ends with its answer's tensors as numbers in this thread. */
type Ask = (question: QuestionName) => Promise<readonly Float32Array[]>;

/**
 * KServe v2 over HTTP, by the product's own client, and over gRPC, by @grpc/grpc-js: the same tensors to one process on
 * this machine and back, turn by turn. No model runs there.
 */
export async function benchGrpc(): Promise<void> {
  const script = fileURLToPath(new URL('grpcProcess.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const [http, grpc] = String(line).split(' ');
    const ways = [overHttp(`http://127.0.0.1:${http}`), overGrpc(`127.0.0.1:${grpc}`)];
    for (const name of ['click', 'click with its embedding', 'encode'] as const) await measure(name, ways);
    for (const { close } of ways) close();
  } finally {
    child.kill();
  }
}

interface Way {
  readonly name: string;
  readonly ask: Ask;
  close(): void;
}

const dataOf = (shape: readonly number[]): Buffer => Buffer.alloc(bytesOf(shape), 1);

function overHttp(url: string): Way {
  const client = new KserveClient(url);
  return {
    name: 'HTTP',
    async ask(question) {
      const { inputs, outputs } = questions[question];
      const sent = inputs.map(({ name, shape }) => ({ name, shape, datatype: 'FP32', bytes: dataOf(shape) }));
      const wanted = outputs.map(({ name, shape }) => ({
        name,
        wireName: name,
        datatype: 'FP32' as const,
        axes: shape,
      }));
      const contract = { inputs: [], outputs: wanted, keepsEmbeddings: false };
      return Object.values(await client.infer({ name: question }, sent, contract, TIMEOUT_MS)).map(
        ({ data }) => data,
      );
    },
    close: () => client.close(),
  };
}

function overGrpc(address: string): Way {
  const client = new (inferenceService())(address, credentials.createInsecure(), anySize);
  return {
    name: 'gRPC',
    async ask(question) {
      const { inputs, outputs } = questions[question];
      const request = {
        model_name: question,
        inputs: inputs.map(({ name, shape }) => ({ name, datatype: 'FP32', shape })),
        outputs: outputs.map(({ name }) => ({ name })),
        raw_input_contents: inputs.map(({ shape }) => dataOf(shape)),
      };
      const answer = await new Promise<unknown>((resolve, reject) => {
        client.ModelInfer(request, (cause: Error | null, found: unknown) =>
          cause ? reject(cause) : resolve(found),
        );
      });
      return inferAnswerSchema.parse(answer).raw_output_contents.map((bytes) => {
        const own = Uint8Array.from(bytes);
        return new Float32Array(own.buffer);
      });
    },
    close: () => client.close(),
  };
}

async function measure(question: QuestionName, ways: readonly Way[]): Promise<void> {
  const taken = ways.map((): number[] => []);
  const spent = ways.map((): number[] => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [i, { ask }] of ways.entries()) {
      const [startedAt, before] = [performance.now(), process.cpuUsage()];
      const tensors = await ask(question);
      const { user, system } = process.cpuUsage(before);
      if (tensors.length !== questions[question].outputs.length) throw new Error('an answer is not whole');
      if (round < 0) continue;
      taken[i].push(performance.now() - startedAt);
      spent[i].push((user + system) / 1_000);
    }
  }
  const { inputs, outputs } = questions[question];
  const mebibytes = (tensors: readonly { shape: readonly number[] }[]): string =>
    (tensors.reduce((sum, { shape }) => sum + bytesOf(shape), 0) / 2 ** 20).toFixed(1);
  const over = (of: readonly number[][], i: number): string =>
    `${(quantile(of[i], 0.5) / quantile(of[0], 0.5)).toFixed(2)} ×`;
  printTable(`KServe v2, ${question}: ${mebibytes(inputs)} MiB there, ${mebibytes(outputs)} MiB back`, [
    ...ways.map(({ name }, i) => ({ name: `${name} (${over(taken, i)})`, values: taken[i] })),
    ...ways.map(({ name }, i) => ({
      name: `${name}, processor time here (${over(spent, i)})`,
      values: spent[i],
    })),
  ]);
}
