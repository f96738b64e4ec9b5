import { documentCaps } from '@maskroom/shared/document/documentModel';
import { type ByteCursor, MalformedBytes } from './ByteCursor.ts';

/** How Yjs numbers the kinds of content (low five bits of a struct's info); only these occur in our documents. */
export const contentKind = { gc: 0, deleted: 1, binary: 3, type: 7, any: 8 } as const;
/** Number of `Y.Map` among the shared types. */
const Y_MAP = 1;
/** How deep a plain value may nest. */
const MAX_NESTING = 16;

/** Steps over the content of one item and returns its length in clock ticks. */
export function scanContent(input: ByteCursor, kind: number): number {
  switch (kind) {
    case contentKind.deleted:
      return input.varUint();
    case contentKind.binary:
      input.skipBytes(documentCaps.valueBytes);
      return 1;
    case contentKind.type:
      if (input.varUint() !== Y_MAP) throw new MalformedBytes('only maps are shared types here');
      return 1;
    case contentKind.any:
      return scanAny(input);
    default:
      throw new MalformedBytes(`content of kind ${kind} does not occur here`);
  }
}

/**
 * A key holds one value; several in one item are former ones, which a client keeps for its undo and Yjs merged.
 */
function scanAny(input: ByteCursor): number {
  const values = input.count(1);
  if (values === 0) throw new MalformedBytes('an item is empty');
  for (let i = 0; i < values; i++) {
    const start = input.at;
    scanValue(input, 0);
    if (input.at - start > documentCaps.valueBytes) throw new MalformedBytes('a value is too long');
  }
  return values;
}

function scanValue(input: ByteCursor, depth: number): void {
  if (depth > MAX_NESTING) throw new MalformedBytes('a value nests too deep');
  switch (input.byte()) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      input.skipVarInt();
      return;
    case 124:
      input.skip(4);
      return;
    case 123:
      input.skip(8);
      return;
    case 119:
      input.skipText(documentCaps.valueBytes);
      return;
    case 118:
      scanObject(input, depth);
      return;
    case 117: {
      const items = input.count(1);
      for (let i = 0; i < items; i++) scanValue(input, depth + 1);
      return;
    }
    case 116:
      input.skipBytes(documentCaps.valueBytes);
      return;
    default:
      // Big integers among them: nothing here needs them, and JSON can't carry them.
      throw new MalformedBytes('a value is of an unknown kind');
  }
}

function scanObject(input: ByteCursor, depth: number): void {
  const entries = input.count(2);
  for (let i = 0; i < entries; i++) {
    const length = input.skipText(documentCaps.valueBytes);
    if (isPrototypeKey(input.bytes.subarray(input.at - length, input.at)))
      throw new MalformedBytes('a key is not allowed');
    scanValue(input, depth + 1);
  }
}

/** Assigning to this key would change an object's prototype instead of adding a field. */
const PROTO = new TextEncoder().encode('__proto__');
const isPrototypeKey = (key: Uint8Array): boolean =>
  key.length === PROTO.length && PROTO.every((byte, i) => key[i] === byte);
