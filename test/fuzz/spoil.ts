import fc from 'fast-check';

const cut = fc.record({
  kind: fc.constantFrom('flip', 'set', 'cut', 'repeat', 'inflate', 'splice'),
  at: fc.nat(500),
  value: fc.integer({ min: 0, max: 255 }),
});

/** Honest bytes, spoilt one to four times: cut, flipped, overwritten, repeated, a count blown up, two spliced. */
export const spoilt = (honest: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .record({
      from: fc.constantFrom(...honest),
      with: fc.constantFrom(...honest),
      cuts: fc.array(cut, { minLength: 1, maxLength: 4 }),
    })
    .map(({ from, with: other, cuts }) => {
      let bytes: Uint8Array = Uint8Array.from(from);
      for (const { kind, at, value } of cuts) {
        const i = at % (bytes.length + 1);
        if (kind === 'flip' && i < bytes.length) bytes[i] ^= 1 << (value % 8);
        else if (kind === 'set' && i < bytes.length) bytes[i] = value;
        else if (kind === 'cut') bytes = bytes.slice(0, i);
        else if (kind === 'repeat') bytes = Uint8Array.from([...bytes.slice(0, i), ...bytes.slice(i >> 1)]);
        else if (kind === 'inflate')
          bytes = Uint8Array.from([
            ...bytes.slice(0, i),
            255,
            255,
            255,
            value | 128,
            7,
            ...bytes.slice(i + 1),
          ]);
        else bytes = Uint8Array.from([...bytes.slice(0, i), ...other.slice(value % other.length)]);
      }
      return bytes;
    });
