import { err, ok, type Result } from '@maskroom/shared/base/result';
import * as encoding from 'lib0/encoding';
import { ByteCursor, MalformedBytes } from './ByteCursor.ts';
import { malformed, type Refusal } from './closeCodes.ts';

/** What one client id says of itself; `state` is parsed JSON of unknown shape, null for "gone". */
export interface AwarenessEntry {
  readonly client: number;
  readonly clock: number;
  readonly state: unknown;
}

/** y-websocket sends back all that it hears: one entry for each tab in the room. */
const MAX_ENTRIES = 1_024;
const MAX_STATE_BYTES = 8 * 1024;
const MAX_CLOCK = 2 ** 32;

/** Reads the entries of an awareness update that `isWanted`; the others are stepped over unread. */
export function parseAwareness(
  update: Uint8Array,
  isWanted: (client: number) => boolean,
): Result<readonly AwarenessEntry[], Refusal> {
  try {
    const input = new ByteCursor(update);
    const entries: AwarenessEntry[] = [];
    const count = input.count(3);
    if (count > MAX_ENTRIES) return err(malformed('too many awareness states'));
    for (let i = 0; i < count; i++) {
      const [client, clock, text] = [input.varUint(), input.varUint(), input.view()];
      if (text.length > MAX_STATE_BYTES || clock > MAX_CLOCK)
        return err(malformed('an awareness state is too large'));
      if (isWanted(client)) entries.push({ client, clock, state: JSON.parse(Buffer.from(text).toString()) });
    }
    return input.left === 0 ? ok(entries) : err(malformed('bytes are left over'));
  } catch (cause) {
    if (cause instanceof MalformedBytes || cause instanceof SyntaxError) {
      return err(malformed('an awareness update that cannot be read'));
    }
    throw cause;
  }
}

export const encodeAwareness = (entries: readonly AwarenessEntry[]): Uint8Array =>
  encoding.encode((out) => {
    encoding.writeVarUint(out, entries.length);
    for (const { client, clock, state } of entries) {
      encoding.writeVarUint(out, client);
      encoding.writeVarUint(out, clock);
      encoding.writeVarString(out, JSON.stringify(state));
    }
  });
