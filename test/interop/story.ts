import { until } from '../support/until.ts';

/** What each client is told on its command line, as JSON. */
export interface Part {
  /** `ws://…/rt/doc` */
  readonly url: string;
  readonly user: string;
  /** The instance that this one draws … */
  readonly draws: string;
  /** … and the one of somebody else's that it relabels once it sees all. */
  readonly relabels: string;
  readonly all: readonly string[];
  /** A packed shape, hexadecimal. */
  readonly geometry: string;
}

/** A client of whatever kind, as the story sees it. */
export interface InteropClient {
  draw(): void;
  /** Ids and labels as this client reads them. */
  labels(): ReadonlyMap<string, string>;
  relabel(id: string, label: string): void;
  /** Whether every update it sent came back byte for byte. */
  isEchoed(): boolean;
  close(): void;
}

export const readPart = (): Part => JSON.parse(process.argv[2]);

/** The fields of the instance that a client draws. */
export const fieldsOf = ({ geometry, user }: Part) => ({
  label: 'car',
  geometry: Uint8Array.from(Buffer.from(geometry, 'hex')),
  createdBy: user,
  source: 'manual',
  predictedIou: null,
  order: 1,
  deleted: false,
});

/**
 * Draws, waits for the echo and for everybody's instances, relabels somebody else's, waits until all are
 * relabelled, and prints what it sees. The test that started it ends it when nothing comes of it.
 */
export async function play(part: Part, client: InteropClient): Promise<void> {
  client.draw();
  await until(() => client.isEchoed() && part.all.every((id) => client.labels().has(id)));
  client.relabel(part.relabels, 'tree');
  await until(() => client.isEchoed() && part.all.every((id) => client.labels().get(id) === 'tree'));
  console.log(JSON.stringify([...client.labels()].sort()));
  // The others may not have heard yet: the line is held until the test closes it.
  process.stdin.resume();
  process.stdin.once('end', () => {
    client.close();
    process.exit(0);
  });
}
