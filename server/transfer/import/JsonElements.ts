import { Problem } from '@maskroom/shared/base/problem';
import {
  BACKSLASH,
  BYTE_ORDER_MARK,
  broken,
  CLOSE_LIST,
  CLOSE_MAP,
  COLON,
  COMMA,
  isSpace,
  joined,
  keyOf,
  noObject,
  OPEN_LIST,
  OPEN_MAP,
  QUOTE,
} from './jsonBytes.ts';

/** What the elements are handed to: their list's name and bytes; null for one above {@link MAX_ELEMENT_BYTES}. */
export type OnElement = (list: string, bytes: Uint8Array | null) => void;

export interface WantedElements {
  /** Whose elements are handed on. */
  readonly lists: readonly string[];
  /** What is handed on whole. */
  readonly values?: readonly string[];
  /** A file that is a list and no object is taken for this one; none: it is refused. */
  readonly bare?: string;
}

/** One annotation; ten thousand vertices written at length take a twentieth of it. */
export const MAX_ELEMENT_BYTES = 8 * 1024 * 1024;
/** Brackets in brackets; annotations need six. */
const MAX_DEPTH = 64;

type Mode =
  | 'start'
  | 'firstKey'
  | 'key'
  | 'colon'
  | 'value'
  | 'afterValue'
  | 'firstElement'
  | 'element'
  | 'afterElement'
  | 'end';

/**
 * Reads a JSON object `{"images": […], …}` of any size as it comes and hands on the elements of the lists in it, one at
 * a time and unparsed: memory holds one element, and whoever wants it parses it. What stands between the elements is
 * checked; what lies in lists that nobody asks for is only walked over.
 * @throws Problem `bad-request` for what is not such an object, `too-large` for brackets nested too deep
 */
export class JsonElements {
  #mode: Mode = 'start';
  #position = 0;
  /** Open brackets of the value at hand; 0 between values. */
  #depth = 0;
  #inString = false;
  #escaped = false;
  #inScalar = false;
  /** Of the value at hand, from chunks before this one. */
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  /** Where the value at hand begins in this chunk; -1: none is kept. */
  #from = -1;
  #list = '';
  /** The file is a list and no object. */
  isBare = false;
  readonly #seen = new Set<string>();

  constructor(
    readonly wanted: WantedElements,
    readonly onElement: OnElement,
  ) {}

  push(chunk: Uint8Array): void {
    if (this.#from >= 0) this.#from = 0;
    for (let at = 0; at < chunk.length; ) {
      at =
        this.#depth > 0 || this.#inString || this.#inScalar
          ? this.#within(chunk, at)
          : this.#between(chunk, at);
    }
    this.#position += chunk.length;
    if (this.#from >= 0) this.#keep(chunk.subarray(this.#from));
  }

  /** Whether the file has the list, or the value. */
  has(list: string): boolean {
    return this.#seen.has(list);
  }

  end(): void {
    if (this.#mode !== 'end') throw broken();
  }

  /** Walks to the end of the value at hand, or of the chunk. */
  #within(chunk: Uint8Array, start: number): number {
    let at = start;
    while (at < chunk.length) {
      if (this.#inString) {
        at = this.#string(chunk, at);
        if (this.#inString) return at;
        if (this.#depth === 0) return this.#finish(chunk, at);
      } else if (this.#inScalar) {
        const byte = chunk[at];
        if (isSpace(byte) || byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_MAP)
          return this.#finish(chunk, at);
        at++;
      } else {
        const byte = chunk[at++];
        if (byte === QUOTE) this.#inString = true;
        else if (byte === OPEN_LIST || byte === OPEN_MAP) {
          if (++this.#depth > MAX_DEPTH)
            throw new Problem('too-large', 'The file nests its brackets too deep.');
        } else if ((byte === CLOSE_LIST || byte === CLOSE_MAP) && --this.#depth === 0)
          return this.#finish(chunk, at);
      }
    }
    return at;
  }

  #string(chunk: Uint8Array, start: number): number {
    for (let at = start; at < chunk.length; at++) {
      if (this.#escaped) this.#escaped = false;
      else if (chunk[at] === BACKSLASH) this.#escaped = true;
      else if (chunk[at] === QUOTE) {
        this.#inString = false;
        return at + 1;
      }
    }
    return chunk.length;
  }

  #between(chunk: Uint8Array, at: number): number {
    const byte = chunk[at];
    const place = this.#position + at;
    if (place < 4 && (byte === 0 || byte >= 0xfe))
      throw new Problem('bad-request', 'The file is not UTF-8: save it with that encoding.');
    if (this.#mode === 'start' && place < 3 && byte === BYTE_ORDER_MARK[place]) return at + 1;
    if (isSpace(byte)) return at + 1;
    switch (this.#mode) {
      case 'start':
        if (byte === OPEN_LIST) return this.#beginBare(at);
        if (byte !== OPEN_MAP) throw broken();
        this.#mode = 'firstKey';
        return at + 1;
      case 'firstKey':
      case 'key':
        if (byte === CLOSE_MAP && this.#mode === 'firstKey') return this.#close(at);
        if (byte !== QUOTE) throw broken();
        this.#from = at;
        this.#inString = true;
        return at + 1;
      case 'colon':
        if (byte !== COLON) throw broken();
        this.#mode = 'value';
        return at + 1;
      case 'value':
        if (byte === OPEN_LIST && this.wanted.lists.includes(this.#list)) {
          this.#mode = 'firstElement';
          return at + 1;
        }
        if (this.wanted.values?.includes(this.#list)) this.#from = at;
        return this.#begin(byte, at);
      case 'afterValue':
        if (byte === CLOSE_MAP) return this.#close(at);
        if (byte !== COMMA) throw broken();
        this.#mode = 'key';
        return at + 1;
      case 'firstElement':
      case 'element':
        if (byte === CLOSE_LIST && this.#mode === 'firstElement') {
          return this.#endList(at);
        }
        this.#from = at;
        this.#mode = 'element';
        return this.#begin(byte, at);
      case 'afterElement':
        if (byte !== COMMA && byte !== CLOSE_LIST) throw broken();
        if (byte === CLOSE_LIST) return this.#endList(at);
        this.#mode = 'element';
        return at + 1;
      case 'end':
        throw broken();
    }
  }

  #begin(byte: number, at: number): number {
    if (byte === OPEN_LIST || byte === OPEN_MAP) this.#depth = 1;
    else if (byte === QUOTE) this.#inString = true;
    else if (byte === COMMA || byte === COLON || byte === CLOSE_LIST || byte === CLOSE_MAP) throw broken();
    else this.#inScalar = true;
    return at + 1;
  }

  #beginBare(at: number): number {
    if (this.wanted.bare === undefined) throw noObject();
    this.#list = this.wanted.bare;
    this.#seen.add(this.#list);
    this.isBare = true;
    this.#mode = 'firstElement';
    return at + 1;
  }

  #endList(at: number): number {
    this.#mode = this.isBare ? 'end' : 'afterValue';
    return at + 1;
  }

  #close(at: number): number {
    this.#mode = 'end';
    return at + 1;
  }

  /** The value at hand ends before `at`. */
  #finish(chunk: Uint8Array, at: number): number {
    this.#inScalar = false;
    const isKept = this.#from >= 0;
    if (isKept) this.#keep(chunk.subarray(this.#from, at));
    const bytes = this.#bytes > MAX_ELEMENT_BYTES ? null : joined(this.#pieces);
    [this.#pieces, this.#bytes, this.#from] = [[], 0, -1];
    if (this.#mode === 'key' || this.#mode === 'firstKey') {
      this.#list = keyOf(bytes);
      if (this.#seen.has(this.#list))
        throw new Problem('bad-request', `The file has two lists named “${this.#list}”.`);
      const { lists, values = [] } = this.wanted;
      if (lists.includes(this.#list) || values.includes(this.#list)) this.#seen.add(this.#list);
      this.#mode = 'colon';
    } else if (this.#mode === 'element') {
      this.onElement(this.#list, bytes);
      this.#mode = 'afterElement';
    } else {
      if (isKept) this.onElement(this.#list, bytes);
      this.#mode = 'afterValue';
    }
    return at;
  }

  #keep(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#bytes > MAX_ELEMENT_BYTES) this.#pieces = [];
    else this.#pieces.push(piece);
  }
}
