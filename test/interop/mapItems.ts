import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** Yjs' first update format, as far as maps of plain values go, by its description alone. */
const kind = { gc: 0, deleted: 1, binary: 3, type: 7, any: 8, skip: 10 } as const;
const hasLeft = 128;
const hasRight = 64;
const hasKey = 32;

export type ItemId = readonly [client: number, clock: number];

export interface MapItem {
  readonly id: ItemId;
  /** A root by its name, or the item that holds the map. */
  readonly parent: string | ItemId;
  readonly key: string;
  /** The value before this one at the same key. */
  readonly left: ItemId | null;
  readonly value: unknown;
}

export const nameOf = ([client, clock]: ItemId): string => `${client}:${clock}`;

/** Every item that updates brought, and which of them are deleted (by an overwrite, too). */
export class MapItems {
  readonly items = new Map<string, MapItem>();
  readonly deleted = new Set<string>();

  read(update: Uint8Array): void {
    const input = decoding.createDecoder(update);
    for (let clients = decoding.readVarUint(input); clients > 0; clients--) this.#readStructs(input);
    for (let clients = decoding.readVarUint(input); clients > 0; clients--) {
      const client = decoding.readVarUint(input);
      for (let ranges = decoding.readVarUint(input); ranges > 0; ranges--) {
        const [clock, length] = [decoding.readVarUint(input), decoding.readVarUint(input)];
        for (let i = clock; i < clock + length; i++) this.deleted.add(nameOf([client, i]));
      }
    }
  }

  /** The item that holds the value of a key now. */
  find(parent: string | ItemId, key: string): MapItem | undefined {
    return this.in(parent).find((item) => item.key === key);
  }

  in(parent: string | ItemId): MapItem[] {
    return [...this.items.values()].filter(
      (item) => String(item.parent) === String(parent) && !this.deleted.has(nameOf(item.id)),
    );
  }

  #readStructs(input: decoding.Decoder): void {
    const structs = decoding.readVarUint(input);
    const client = decoding.readVarUint(input);
    let clock = decoding.readVarUint(input);
    for (let i = 0; i < structs; i++) clock += this.#readStruct(input, [client, clock]);
  }

  /** Returns how many clock ticks the struct takes. */
  #readStruct(input: decoding.Decoder, id: ItemId): number {
    const info = decoding.readUint8(input);
    const content = info & 31;
    if (content === kind.gc || content === kind.skip) return decoding.readVarUint(input);
    const left = info & hasLeft ? readId(input) : null;
    if (info & hasRight) readId(input);
    const before = left && this.items.get(nameOf(left));
    let [parent, key] = [before?.parent ?? '', before?.key ?? ''];
    if ((info & (hasLeft | hasRight)) === 0) {
      parent = decoding.readVarUint(input) === 1 ? decoding.readVarString(input) : readId(input);
      if (info & hasKey) key = decoding.readVarString(input);
    }
    const values = readContent(input, content);
    for (const [i, value] of values.entries()) {
      const own: ItemId = [id[0], id[1] + i];
      this.items.set(nameOf(own), { id: own, parent, key, left, value });
    }
    return values.length;
  }
}

const readId = (input: decoding.Decoder): ItemId => [
  decoding.readVarUint(input),
  decoding.readVarUint(input),
];

function readContent(input: decoding.Decoder, content: number): unknown[] {
  switch (content) {
    case kind.deleted:
      return Array.from({ length: decoding.readVarUint(input) });
    case kind.binary:
      return [decoding.readVarUint8Array(input)];
    case kind.type:
      return [{ type: decoding.readVarUint(input) }];
    case kind.any:
      return Array.from({ length: decoding.readVarUint(input) }, () => decoding.readAny(input));
    default:
      throw new Error(`content of kind ${content} is no part of this`);
  }
}

/** An update with these items of one client, in a row from `clock`, that overwrites `replaced`. */
export function writeItems(
  [client, clock]: ItemId,
  items: readonly Omit<MapItem, 'id'>[],
  replaced: ItemId | null = null,
): Uint8Array {
  return encoding.encode((out) => {
    for (const value of [1, items.length, client, clock]) encoding.writeVarUint(out, value);
    for (const item of items) writeItem(out, item);
    const deletions = replaced ? [1, replaced[0], 1, replaced[1], 1] : [0];
    for (const value of deletions) encoding.writeVarUint(out, value);
  });
}

function writeItem(out: encoding.Encoder, { parent, key, left, value }: Omit<MapItem, 'id'>): void {
  const content = value === aMap ? kind.type : value instanceof Uint8Array ? kind.binary : kind.any;
  encoding.writeUint8(out, content | hasKey | (left ? hasLeft : 0));
  if (left) writeId(out, left);
  else {
    encoding.writeVarUint(out, typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(out, parent);
    else writeId(out, parent);
    encoding.writeVarString(out, key);
  }
  if (value === aMap) encoding.writeVarUint(out, 1);
  else if (value instanceof Uint8Array) encoding.writeVarUint8Array(out, value);
  else {
    encoding.writeVarUint(out, 1);
    encoding.writeAny(out, value as encoding.AnyEncodable);
  }
}

const writeId = (out: encoding.Encoder, [client, clock]: ItemId): void => {
  encoding.writeVarUint(out, client);
  encoding.writeVarUint(out, clock);
};

/** Stands for a new, empty map as a value. */
export const aMap = Symbol('a map');
