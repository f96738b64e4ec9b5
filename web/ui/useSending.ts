import { type FormEvent, useRef, useState } from 'react';
import { failureWords } from './language/failureWords.ts';

export interface Sending {
  /** Sends what the form holds; another press while that is under way does nothing. */
  readonly send: (event: FormEvent) => void;
  readonly busy: boolean;
  /** Why it was not done, as a sentence; null once it was. */
  readonly problem: string | null;
}

/** What a form does when it is sent. `work` may give back a sentence: what is still missing. */
export function useSending(work: () => Promise<string | undefined> | Promise<void>): Sending {
  const isUnderWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async () => {
    isUnderWay.current = true;
    setBusy(true);
    try {
      setProblem((await work()) ?? null);
    } catch (cause) {
      setProblem(failureWords(cause));
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  };
  return {
    send(event) {
      event.preventDefault();
      if (!isUnderWay.current) void act();
    },
    busy,
    problem,
  };
}
