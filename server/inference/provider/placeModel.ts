import { availableParallelism } from 'node:os';
import type { Manifest } from '../family/manifest.ts';
import type { LadderGraphs } from '../ladder/ladderFiles.ts';
import type { WorkerRole } from '../worker/workerMessages.ts';
import { cpuPlacement, type Placement, type Refusal, type RolePlacement } from './placement.ts';
import type { ProbeAnswer, ProbeJob, ProbeReport } from './probeMessages.ts';
import { type ProviderSurroundings, preferredProviders, providerHindrance } from './providerHindrance.ts';

export interface PlacementWish {
  /** Providers in the order in which they are to be used; default: {@link preferredProviders}, where they are faster. */
  readonly asked?: readonly string[];
  readonly surroundings: ProviderSurroundings;
  /** The graphs that run in place of the manifest's decoder, where there are. */
  readonly ladder?: LadderGraphs;
  readonly cores?: number;
  readonly probe: (job: ProbeJob) => Promise<ProbeAnswer>;
}

/**
 * Half-precision arithmetic differs from the CPU's by some thousandths. A provider that gets a graph wrong differs by
 * about 1, or answers not a number.
 */
const MOST_DIFFERENCE = 0.02;
/** What is copied to a device and back is worth it only when it saves something. */
const LEAST_GAIN = 1.1;
/** With fewer cores, all of them are the fastest. */
const LEAST_CORES_TO_MEASURE = 4;
const ROLES = ['encode', 'decode'] as const;

/**
 * Finds the provider for each part of a model: the first that opens the graph, agrees with the CPU and, unless it was
 * asked for, is faster than it with all copies counted. Never fails: what cannot be used is refused, and the CPU is left.
 */
export async function placeModel(
  folder: string,
  manifest: Manifest,
  { asked, surroundings, ladder, cores = availableParallelism(), probe }: PlacementWish,
): Promise<Placement> {
  const refused: Refusal[] = [];
  const chosen = new Map<WorkerRole, RolePlacement>();
  let cpu: ProbeReport['cpu'] | undefined;
  const threads = Array.from({ length: Math.floor(Math.log2(cores)) + 1 }, (_, i) =>
    Math.ceil(cores / 2 ** i),
  );
  const wanted = asked ?? preferredProviders(surroundings);
  for (const provider of wanted) {
    if (provider === 'cpu' || chosen.size === ROLES.length) break;
    const hindrance = providerHindrance(provider, surroundings);
    if (hindrance) {
      refused.push({ provider, reason: hindrance });
      continue;
    }
    const answer = await probe({ folder, manifest, ladder, provider, threads });
    if (answer.kind === 'failed') {
      refused.push({ provider, reason: answer.reason });
      continue;
    }
    const { report } = answer;
    cpu = report.cpu;
    for (const role of ROLES.filter((one) => !chosen.has(one))) {
      const reason = refusalReason(report, role, asked === undefined);
      if (reason !== null) refused.push({ provider, role, reason });
      else chosen.set(role, { provider, threads: 1, runMs: runMsOf(report, role) });
    }
  }
  if (!cpu && asked === undefined && cores >= LEAST_CORES_TO_MEASURE) {
    const answer = await probe({ folder, manifest, ladder, provider: 'cpu', threads });
    if (answer.kind === 'found') cpu = answer.report.cpu;
  }
  const plain = cpuPlacement(cores);
  return {
    encode:
      chosen.get('encode') ??
      (cpu ? { provider: 'cpu', threads: cpu.threads, runMs: cpu.encode.runMs } : plain.encode),
    decode: chosen.get('decode') ?? { ...plain.decode, runMs: cpu?.decode.runMs },
    refused,
  };
}

const runMsOf = ({ found }: ProbeReport, role: WorkerRole): number | undefined => {
  const one = found?.[role];
  return typeof one === 'object' ? one.runMs : undefined;
};

function refusalReason({ cpu, found }: ProbeReport, role: WorkerRole, mustGain: boolean): string | null {
  const one = found?.[role];
  if (typeof one !== 'object') return one ?? 'it was not tried';
  if (!(one.difference <= MOST_DIFFERENCE)) {
    return `its masks differ from the CPU's by ${one.difference.toPrecision(2)} of their size`;
  }
  if (mustGain && one.runMs * LEAST_GAIN > cpu[role].runMs) {
    return `a run takes ${one.runMs.toFixed(1)} ms there and ${cpu[role].runMs.toFixed(1)} ms on the CPU`;
  }
  return null;
}
