/** What the process ends with; documented in docs/command-line.md. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, settings: 3, unhealthy: 4 } as const;

/** Ends a command with a message for the person who typed it, without a stack. */
export class Failed extends Error {
  override readonly name = 'Failed';
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
  }
}
