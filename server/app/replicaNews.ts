import type { Gauge } from '../http/metrics.ts';
import type { ReplicaState } from '../inference/remote/ReplicaWatch.ts';
import type { Log } from '../log/log.ts';

export interface ReplicaNews {
  hear(state: ReplicaState): void;
  readonly gauge: Gauge;
}

/** Tells log and metrics of inference servers that come and go. */
export function createReplicaNews(log: Log): ReplicaNews {
  const usable = new Map<string, boolean>();
  return {
    hear(state) {
      const was = usable.get(state.url);
      usable.set(state.url, state.usable);
      if (was === state.usable) return;
      const server = { server: state.url };
      if (state.usable) log.info(server, 'an inference server is asked');
      else log.warn({ ...server, reason: state.reason }, 'an inference server is left alone');
    },
    gauge: {
      name: 'inference_server_usable',
      help: 'Inference servers: 1 asked, 0 left alone for a while.',
      labels: ['server'],
      read: () => [...usable].map(([server, isUsable]) => ({ labels: { server }, value: isUsable ? 1 : 0 })),
    },
  };
}
