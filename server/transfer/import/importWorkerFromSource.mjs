import { register } from 'tsx/esm/api';

// Development and tests only: on Node 20 `--import tsx` does not reach worker threads, so the thread registers
// the loader itself before it imports its TypeScript.
register();
await import('./importWorker.ts');
