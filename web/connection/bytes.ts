/** Binary parts arrive from Socket.IO as ArrayBuffer in a browser and as Buffer in Node. */
export function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array();
}
