import { probe } from './probe.ts';
import type { ProbeAnswer, ProbeJob } from './probeMessages.ts';

/** The entry of a trial process: one job in, one answer out; whoever started it ends it. */
const answer = (message: ProbeAnswer): void => void process.send?.(message);

process.once('message', (job: ProbeJob) => {
  probe(job).then(
    (report) => answer({ kind: 'found', report }),
    (cause: unknown) =>
      answer({ kind: 'failed', reason: cause instanceof Error ? cause.message : String(cause) }),
  );
});
