/** Whether two values of a field are the same; bytes by what they hold. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
