import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLedger } from '../../../web/connection/acknowledgementLedger.ts';

const step2 = (...update: number[]) => Uint8Array.of(0, 1, update.length, ...update);
const update = (...bytes: number[]) => Uint8Array.of(0, 2, bytes.length, ...bytes);
/** What the server sends back for a frame: the same payload, always as an update. */
const echoOf = (frame: Uint8Array) => Uint8Array.of(0, 2, ...frame.subarray(2));

const ledger = () => createLedger(() => undefined);

test('an edit is unconfirmed until its own bytes come back', () => {
  const book = ledger();
  book.sent(update(1, 2, 3));
  book.sent(update(4, 5));
  expect(book.received(update(9, 9, 9))).toBe(false);
  expect(book.unconfirmed).toBe(2);
  expect(book.received(update(4, 5))).toBe(true);
  expect(book.unconfirmed).toBe(1);
  expect(book.received(update(1, 2, 3))).toBe(true);
  expect(book.unconfirmed).toBe(0);
});

test('awareness, questions and step1 are nobody’s work', () => {
  const book = ledger();
  book.sent(Uint8Array.of(1, 3, 1, 2, 3));
  book.sent(Uint8Array.of(3));
  book.sent(Uint8Array.of(0, 0, 1, 0));
  expect(book.unconfirmed).toBe(0);
});

test('what a broken connection left open is safe only with the echo of the next step2', () => {
  const book = ledger();
  book.sent(update(1));
  book.closed();
  book.editedOffline();
  expect(book.unconfirmed).toBe(2);
  book.received(update(1));
  expect(book.unconfirmed).toBe(2);
  const answer = step2(7, 7);
  book.sent(answer);
  expect(book.unconfirmed).toBe(2);
  book.received(echoOf(answer));
  expect(book.unconfirmed).toBe(0);
});

test('an edit sent before the step2 of the same connection is confirmed with it: the server saw a gap before', () => {
  const book = ledger();
  book.sent(update(1));
  const answer = step2(1, 2);
  book.sent(answer);
  book.received(echoOf(answer));
  expect(book.unconfirmed).toBe(0);
});

type Step = 'edit' | 'server' | 'close' | 'open';

/**
 * A server that takes frames one after the other and may lose the connection at any point. `durable` is what it
 * has; the ledger must never call safe what is not, and must come to rest at zero.
 */
test('property: never says safe too early, and always in the end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<Step>('edit', 'server', 'close', 'open'), { maxLength: 60 }),
      (steps) => {
        const book = ledger();
        const durable = new Set<number>();
        let [next, online, made]: [number, boolean, number[]] = [0, false, []];
        let wire: { frame: Uint8Array; brings: number[] }[] = [];

        const act: Record<Step, () => void> = {
          edit: () => {
            const id = next++;
            made = [...made, id];
            if (!online) book.editedOffline();
            else {
              const frame = update(id & 127, id >> 7, 42);
              book.sent(frame);
              wire.push({ frame, brings: [id] });
            }
          },
          server: () => {
            const first = wire.shift();
            if (!first) return;
            for (const id of first.brings) durable.add(id);
            book.received(echoOf(first.frame));
          },
          close: () => {
            if (!online) return;
            online = false;
            // Frames on the way may or may not have arrived; here every second one did, its echo lost.
            const arrived = wire.filter((_, i) => i % 2 === 0).flatMap(({ brings }) => brings);
            for (const id of arrived) durable.add(id);
            wire = [];
            book.closed();
          },
          open: () => {
            if (online) return;
            online = true;
            const brings = made.filter((id) => !durable.has(id));
            const frame = step2(...brings.map((id) => id & 127));
            book.sent(frame);
            wire.push({ frame, brings });
          },
        };
        const check = () => {
          const missing = made.filter((id) => !durable.has(id)).length;
          expect(book.unconfirmed).toBeGreaterThanOrEqual(missing);
        };
        for (const step of steps) {
          act[step]();
          check();
        }
        act.open();
        while (wire.length > 0) act.server();
        check();
        expect(book.unconfirmed).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});
