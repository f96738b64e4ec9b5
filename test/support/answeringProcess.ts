import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

const questionSchema = z.object({ id: z.number(), question: z.string() });
const answerSchema = z.object({ id: z.number(), answer: z.unknown(), fault: z.string().nullable() });

/** A file of the tests in a process of its own, which calls {@link answerQuestions}; it ends with its scope. */
export function spawnAnswering(entry: URL, args: readonly string[] = []) {
  const child = fork(entry, args, {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(cause: Error): void }>();
  let asked = 0;
  child.on('message', (message) => {
    const { id, answer, fault } = answerSchema.parse(message);
    const one = waiting.get(id);
    waiting.delete(id);
    if (fault === null) one?.resolve(answer);
    else one?.reject(new Error(fault));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process ended with ${signal ?? code}`));
  });
  return {
    child,
    ask<T>(question: string, schema: z.ZodType<T>): Promise<T> {
      const id = asked++;
      return new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.send({ id, question });
      }).then((answer) => schema.parse(answer));
    },
    async [Symbol.asyncDispose](): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
export type AnsweringProcess = ReturnType<typeof spawnAnswering>;

/** The other end: a question is the name of an answer. */
export function answerQuestions(answers: Readonly<Record<string, () => unknown>>): void {
  // Nobody is left to ask.
  process.once('disconnect', () => process.exit());
  process.on('message', async (message) => {
    const { id, question } = questionSchema.parse(message);
    try {
      process.send?.({ id, answer: await answers[question](), fault: null });
    } catch (cause) {
      process.send?.({ id, answer: null, fault: String(cause) });
    }
  });
}
