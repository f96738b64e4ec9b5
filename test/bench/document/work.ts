import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, setGeometry } from '@maskroom/shared/document/editDocument';
import { encodeGeometry, type Geometry } from '@maskroom/shared/geometry/geometryCodec';
import * as Y from 'yjs';
import { shape } from '../../support/documentPeople.ts';
import { until } from '../../support/until.ts';
import type { Editor } from './service.ts';

/** A round shape of so many vertices that is never the same twice. */
export const round = (turn: number, vertices = 60): Geometry =>
  encodeGeometry([
    [
      Array.from({ length: vertices }, (_, v) => {
        const angle = (v / vertices) * 2 * Math.PI;
        return [320 + (turn % 97) + 90 * Math.cos(angle), 240 + (turn % 89) + 90 * Math.sin(angle)] as const;
      }),
    ],
  ]);

/** A document of so many instances of 40 vertices, as one update. */
export function documentOf(instances: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (let i = 0; i < instances; i++)
      addInstance(doc, shape(`i${i}`, 'ann', { geometry: round(i, 40) }), 'bench');
  });
  return Y.encodeStateAsUpdate(doc);
}

export const draw = ({ doc, user }: Editor, id: string, vertices?: number): void =>
  addInstance(doc, shape(id, user, { geometry: round(0, vertices) }), 'bench');

export const reshape = ({ doc }: Editor, id: string, turn: number): void =>
  setGeometry(doc, id, round(turn), 'bench');

export const countIn = ({ doc }: Editor): number => instancesOf(doc).size;

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks often: what is measured must not wait for the next look. */
export const untilSeen = (condition: () => boolean, everyMs = 1): Promise<void> =>
  until(condition, 30_000, everyMs);
