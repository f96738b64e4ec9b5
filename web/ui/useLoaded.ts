import { type Problem, problemTable, toProblem } from '@maskroom/shared/base/problem';
import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly problem: Problem };

export interface Loading<T> {
  readonly loaded: Loaded<T>;
  /** Fetches again and keeps what is shown until the answer is there, and where none can be had for now. */
  readonly reload: () => void;
  /** Changes what is shown without asking the server. */
  readonly change: (edit: (value: T) => T) => void;
}

/** Fetches what a page shows. `load` must be stable (`useCallback`); a new one starts afresh. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ status: 'loading' });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  const change = useCallback(
    (edit: (value: T) => T) =>
      setLoaded((last) => (last.status === 'ready' ? { status: 'ready', value: edit(last.value) } : last)),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another load means another page: its skeleton first
  useEffect(() => setLoaded({ status: 'loading' }), [load]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for the same again
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => abort.signal.aborted || setLoaded({ status: 'ready', value }),
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        const problem = toProblem(cause);
        const isPassing = problemTable[problem.code].retryable;
        setLoaded((last) => (last.status === 'ready' && isPassing ? last : { status: 'failed', problem }));
      },
    );
    return () => abort.abort();
  }, [load, round]);
  return { loaded, reload, change };
}
