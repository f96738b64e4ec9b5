import { register } from 'tsx/esm/api';

// Development and tests only, as for the workers: the process registers the loader before it imports its TypeScript.
register();
await import('./probeProcess.ts');
