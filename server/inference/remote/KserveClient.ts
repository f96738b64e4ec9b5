import type { Tensors } from '../family/modelFamily.ts';
import { CallFailure, failureOf } from './callFailure.ts';
import { type GraphContract, type ModelMetadata, metadataSchema } from './graphContract.ts';
import {
  type HttpAnswer,
  type HttpConnections,
  type HttpQuestion,
  httpConnections,
} from './httpConnections.ts';
import { parseInferAnswer } from './inferAnswer.ts';
import { inferRequest, type WireInput } from './inferRequest.ts';
import { jsonOf } from './jsonOf.ts';

/** A model on a server. */
export interface RemoteModel {
  readonly name: string;
  /** Undefined: the one that the server prefers. */
  readonly version?: string;
}

/** Of health and metadata. */
const SMALL_CALL_TIMEOUT_MS = 3_000;

/** KServe v2 over HTTP. Every call answers or throws a {@link CallFailure}. */
export class KserveClient {
  readonly #connections: HttpConnections;

  /** `url`: what stands before `/v2`, without a slash at its end. */
  constructor(readonly url: string) {
    this.#connections = httpConnections(url);
  }

  /** Whether server and models take requests. @throws CallFailure `away` when they do not */
  async assertReady(models: readonly RemoteModel[]): Promise<void> {
    await this.#get('/health/ready', 'is not ready');
    for (const model of models) await this.#get(`${pathOf(model)}/ready`, `has no ${model.name} ready`);
  }

  async metadata(model: RemoteModel): Promise<ModelMetadata> {
    const parsed = metadataSchema.safeParse(jsonOf(await this.#get(pathOf(model), `has no ${model.name}`)));
    if (parsed.success) return parsed.data;
    const [{ path, message }] = parsed.error.issues;
    throw new CallFailure('away', `describes ${model.name} wrongly (${path.join('.')}: ${message})`);
  }

  async infer(
    model: RemoteModel,
    inputs: readonly WireInput[],
    { outputs }: GraphContract,
    timeoutMs: number,
  ): Promise<Tensors> {
    const names = outputs.map(({ wireName }) => wireName);
    const { status, headers, body } = await this.#call({
      ...inferRequest(inputs, names),
      method: 'POST',
      url: `${pathOf(model)}/infer`,
      timeoutMs,
    });
    if (status !== 200) throw failureOf(status, body.toString('utf8'));
    return parseInferAnswer(outputs, headers['inference-header-content-length'], body);
  }

  /** Ends calls under way. */
  close(): void {
    this.#connections.close();
  }

  async #get(path: string, otherwise: string): Promise<string> {
    const { status, body } = await this.#call({ method: 'GET', url: path, timeoutMs: SMALL_CALL_TIMEOUT_MS });
    const text = body.toString('utf8');
    if (status === 200) return text;
    throw new CallFailure('away', `${otherwise}: it ${failureOf(status, text).message}`);
  }

  #call(question: HttpQuestion): Promise<HttpAnswer> {
    const url = `${this.url}/v2${question.url}`;
    return this.#connections.call({ ...question, url }).catch((cause: unknown) => {
      throw new CallFailure('away', cause instanceof Error ? cause.message : String(cause));
    });
  }
}

const pathOf = ({ name, version }: RemoteModel): string =>
  `/models/${encodeURIComponent(name)}${version === undefined ? '' : `/versions/${encodeURIComponent(version)}`}`;
