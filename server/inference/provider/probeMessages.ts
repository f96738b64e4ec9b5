import type { Manifest } from '../family/manifest.ts';
import type { LadderGraphs } from '../ladder/ladderFiles.ts';
import type { WorkerRole } from '../worker/workerMessages.ts';

/** What a trial process is to find out of one provider. */
export interface ProbeJob {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly ladder?: LadderGraphs;
  readonly provider: string;
  /** Thread counts for the encoder on the CPU, tried one after the other until fewer are slower. */
  readonly threads: readonly number[];
}

export interface RoleProbe {
  /** Of one run, warm; the copy of its inputs to the device and of its outputs back included. */
  readonly runMs: number;
  /** See masksDifference; 0 on the CPU. */
  readonly difference: number;
}

export interface ProbeReport {
  /** Of these, `encode` with the thread count that is fastest. */
  readonly cpu: Readonly<Record<WorkerRole, RoleProbe>> & { readonly threads: number };
  /** Absent when the provider is the CPU; a string says why it does not work. */
  readonly found?: Readonly<Record<WorkerRole, RoleProbe | string>>;
}

export type ProbeAnswer =
  | { readonly kind: 'found'; readonly report: ProbeReport }
  | { readonly kind: 'failed'; readonly reason: string };
