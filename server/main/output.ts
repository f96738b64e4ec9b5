/** Facts for a person or, with `--json`, the same facts for a machine. */
export function print(json: boolean | undefined, facts: object, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(facts)}\n` : `${lines.join('\n')}\n`);
}
