import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { fromBase64 } from './base64.ts';
import type { OthersMaskShown } from './othersMasks.ts';
import { type Other, presenceColorValue } from './presence.ts';

/** What others draw and drag at this moment; each is unpacked once, however often their cursors move. */
export function createFlightReader(): (others: readonly Other[]) => OthersMaskShown[] {
  let known = new Map<string, Polygon | null>();
  return (others) => {
    const next = new Map<string, Polygon | null>();
    const flights = others.flatMap(({ presence }) => {
      const text = presence.inFlight;
      if (!text) return [];
      const polygon = known.get(text) ?? unpack(text);
      next.set(text, polygon);
      const { id, name } = presence.user;
      // A cursor beside it says the name already.
      const shown = { userId: id, name: presence.cursor ? '' : name, color: presenceColorValue(presence) };
      return polygon ? [{ ...shown, polygon }] : [];
    });
    known = next;
    return flights;
  };
}

function unpack(text: string): Polygon | null {
  const bytes = fromBase64(text);
  const polygon = bytes && decodeGeometry(bytes);
  return polygon?.ok ? polygon.value : null;
}
