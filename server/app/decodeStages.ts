import { createListeners } from '@maskroom/shared/base/listeners';
import type { Durations } from '../http/metrics.ts';
import type { DecodeResult } from '../inference/segmenter.ts';

type Stages = Pick<DecodeResult, 'tensorsMs' | 'runMs' | 'postprocessMs' | 'traceMs'>;

/** How long each stage of the prompts' decodes took, from the models to `/metrics`. */
export function createDecodeStages(): { tell(decoded: Stages): void; durations: Durations } {
  const listeners = createListeners<[stage: string, ms: number]>();
  return {
    tell({ tensorsMs, runMs, postprocessMs, traceMs }) {
      listeners.tell('tensors', tensorsMs);
      listeners.tell('run', runMs);
      listeners.tell('postprocess', postprocessMs);
      listeners.tell('trace', traceMs);
    },
    durations: {
      name: 'decode_stage_seconds',
      help: "Time of each stage of a prompt's decode in the model's thread.",
      label: 'stage',
      listen: (observe) => void listeners.add(observe),
    },
  };
}
