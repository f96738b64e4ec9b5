import { isUtf8 } from 'node:buffer';

/** Thrown while bytes are walked; never leaves the scan that walks them. */
export class MalformedBytes extends Error {
  override readonly name = 'MalformedBytes';
}

/**
 * Walks bytes from an untrusted sender. It reads numbers and steps over everything else, so it allocates
 * nothing, and a length is checked against the bytes that are left before it is used: views made from a
 * forged length would show whatever lies behind the frame in memory.
 */
export class ByteCursor {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    if (this.left === 0) throw new MalformedBytes('the bytes end too early');
    return this.bytes[this.at++];
  }

  /** 7-bit groups, lowest first. */
  varUint(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const group = this.byte();
      value += (group & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('a number is out of range');
      if (group < 128) return value;
      factor *= 128;
    }
  }

  /** The first byte carries the sign and six bits. */
  skipVarInt(): void {
    for (let groups = 0; this.byte() >= 128; groups++) {
      if (groups > 8) throw new MalformedBytes('a number is out of range');
    }
  }

  /** How many things follow; each takes at least `leastBytes`. */
  count(leastBytes: number): number {
    const count = this.varUint();
    if (count * leastBytes > this.left) throw new MalformedBytes('a count is larger than the bytes left');
    return count;
  }

  skip(length: number): void {
    if (length > this.left) throw new MalformedBytes('a length is larger than the bytes left');
    this.at += length;
  }

  /** Steps over length-prefixed bytes and says how many there were. */
  skipBytes(most: number): number {
    const length = this.varUint();
    if (length > most) throw new MalformedBytes('a value is too long');
    this.skip(length);
    return length;
  }

  /** Steps over length-prefixed text and says how many bytes it has. */
  skipText(most: number): number {
    const length = this.skipBytes(most);
    if (!isUtf8(this.bytes.subarray(this.at - length, this.at)))
      throw new MalformedBytes('text is not UTF-8');
    return length;
  }

  /** Short ASCII names only; null for any other text. */
  shortText(most: number): string | null {
    const length = this.skipBytes(this.bytes.length);
    if (length > most) return null;
    let text = '';
    for (let i = this.at - length; i < this.at; i++) text += String.fromCharCode(this.bytes[i]);
    return text;
  }

  /** A view of length-prefixed bytes. */
  view(): Uint8Array {
    const length = this.skipBytes(this.bytes.length);
    return this.bytes.subarray(this.at - length, this.at);
  }
}
