import { Problem } from '@maskroom/shared/base/problem';
import type { ManifestGraph } from '../family/manifest.ts';
import type { Tensors } from '../family/modelFamily.ts';
import type { RunGraph } from '../onnx/onnxGraph.ts';
import { CallFailure } from './callFailure.ts';
import { contentKey } from './contentKey.ts';
import { contractOf, EMBEDDING_KEY, type GraphContract, type WireTensor } from './graphContract.ts';
import type { WireInput } from './inferRequest.ts';
import { KserveClient, type RemoteModel } from './KserveClient.ts';
import { ReplicaBoard } from './ReplicaBoard.ts';
import { rendezvousOrder } from './rendezvous.ts';
import { wireBytes, wireText } from './wireTensor.ts';

/** What a thread needs to ask the servers about one graph. */
export interface RemoteGraphSetup {
  readonly model: RemoteModel;
  /** Inputs that the picture alone decides: they decide which server is asked. */
  readonly ofPicture: readonly string[];
  readonly urls: readonly string[];
  /** Of a {@link ReplicaBoard}. */
  readonly board: SharedArrayBuffer;
  /** Of one question to one server. */
  readonly timeoutMs: number;
}

export interface RemoteGraph {
  readonly run: RunGraph;
  /** Ends what is under way. */
  close(): void;
}

/** With time-outs on each, this is as long as anybody wants to wait. */
export const MOST_ATTEMPTS = 3;

interface Replica {
  readonly index: number;
  readonly client: KserveClient;
  /** What it said of the model in the admission of this number. */
  known?: { readonly admission: number; readonly contract: GraphContract };
}

/**
 * A graph that servers run. The same picture goes to the same server; one that does not answer is left alone, and
 * the next is asked. `onAway` is told of it, once. @throws Problem `unavailable` when no server answers
 */
export function openRemoteGraph(
  graph: ManifestGraph,
  setup: RemoteGraphSetup,
  onAway: (replica: number, reason: string) => void,
): RemoteGraph {
  const { model, ofPicture, timeoutMs } = setup;
  const board = new ReplicaBoard(setup.board);
  const replicas = setup.urls.map((url, index): Replica => ({ index, client: new KserveClient(url) }));

  const ask = async (replica: Replica, admission: number, inputs: Tensors, key: string) => {
    const { client } = replica;
    if (replica.known?.admission !== admission) {
      const contract = contractOf(graph, await client.metadata(model));
      if (!contract.ok) throw new CallFailure('away', `has another ${model.name}: it ${contract.error}`);
      replica.known = { admission, contract: contract.value };
    }
    const { contract } = replica.known;
    const infer = (...sent: readonly WireInput[]) => client.infer(model, sent, contract, timeoutMs);
    const prompt = contract.inputs.filter(({ name }) => !ofPicture.includes(name)).map(wired(inputs));
    const picture = () => contract.inputs.filter(({ name }) => ofPicture.includes(name)).map(wired(inputs));
    if (!contract.keepsEmbeddings) return infer(...picture(), ...prompt);
    const named = { name: EMBEDDING_KEY, datatype: 'BYTES', shape: [1], bytes: wireText(key) };
    return infer(named, ...prompt).catch((cause: unknown) => {
      const isUnknown = cause instanceof CallFailure && cause.kind === 'unknown-embedding';
      return isUnknown ? infer(named, ...picture(), ...prompt) : Promise.reject(cause);
    });
  };

  const run = async (inputs: Tensors): Promise<Tensors> => {
    const key = contentKey(ofPicture.map((name) => inputs[name]));
    const order = rendezvousOrder(
      replicas.filter(({ index }) => board.admission(index) !== null),
      ({ client }) => client.url,
      key,
    );
    let failed: CallFailure | undefined;
    for (const replica of order.slice(0, MOST_ATTEMPTS)) {
      const admission = board.admission(replica.index);
      if (admission === null) continue;
      try {
        return await ask(replica, admission, inputs, key);
      } catch (cause) {
        if (!(cause instanceof CallFailure)) throw cause;
        if (cause.kind === 'refused') throw new Error(`the inference server ${cause.message}`);
        if (cause.kind !== 'away') failed = cause;
        else if (board.leaveAlone(replica.index, admission)) onAway(replica.index, cause.message);
      }
    }
    if (failed) throw new Error(`the inference server ${failed.message}`);
    throw new Problem('unavailable', 'No inference server answers; try again shortly.');
  };
  const close = () => {
    for (const { client } of replicas) client.close();
  };
  return { run, close };
}

/** Halves of tensors that are used again and again: as long as the tensor's memory is there. */
const halves = new WeakMap<Float32Array, Uint8Array>();

const wired =
  (inputs: Tensors) =>
  ({ name, datatype }: WireTensor): WireInput => {
    const tensor = inputs[name];
    const bytes = (datatype === 'FP16' && halves.get(tensor.data)) || wireBytes(tensor, datatype);
    if (datatype === 'FP16') halves.set(tensor.data, bytes);
    return { name, datatype, shape: tensor.dims, bytes };
  };
