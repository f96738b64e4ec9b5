import { instanceFields, instancesOf } from '@maskroom/shared/document/documentModel';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import * as Y from 'yjs';

/** What is wrong with a document's instances, by an independent reading of the rules; nothing, one hopes. */
export function instanceFaults(doc: Y.Doc, width = 640, height = 480): string[] {
  const faults: string[] = [];
  for (const [id, map] of instancesOf(doc)) {
    if (!(map instanceof Y.Map)) {
      faults.push(`${id} is no map`);
      continue;
    }
    for (const field of map.keys())
      if (!instanceFields.some((known) => known === field)) faults.push(`${id}.${field}`);
    const geometry = map.get('geometry');
    const polygon = geometry instanceof Uint8Array ? decodeGeometry(geometry) : undefined;
    if (!polygon?.ok) faults.push(`${id} has no shape`);
    else if (polygon.value.flat(2).some(([x, y]) => x < -1 || y < -1 || x > width + 1 || y > height + 1)) {
      faults.push(`${id} lies outside`);
    }
    if (typeof map.get('label') !== 'string') faults.push(`${id} has no label`);
    if (typeof map.get('createdBy') !== 'string') faults.push(`${id} has no author`);
    if (!['manual', 'model', 'import'].includes(String(map.get('source'))))
      faults.push(`${id} has no source`);
  }
  return faults;
}

/** What a document says, in an order that does not depend on how it came to be. */
export const contentOf = (doc: Y.Doc): string =>
  JSON.stringify(
    [...instancesOf(doc).entries()]
      .map(([id, map]) => [
        id,
        Object.entries(map.toJSON())
          .map(([field, value]) => [
            field,
            value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
          ])
          .sort(),
      ])
      .sort(),
  );
