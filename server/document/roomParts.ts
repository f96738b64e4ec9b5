import type { Attribute } from '@maskroom/shared/annotation/attribute';
import type { Label } from '@maskroom/shared/annotation/label';
import type { Presence } from '@maskroom/shared/presence/presence';
import type { Twin } from '../image/image.ts';
import type { Log } from '../log/log.ts';
import type { DocumentLogStore } from '../store/documentLogStore.ts';
import type { InstanceChange, StoredInstances } from './changes.ts';
import type { DocumentLimits } from './limits.ts';

/** The picture whose document it is, in oriented pixels. */
export interface DocumentImage {
  readonly id: string;
  readonly projectId: string;
  readonly width: number;
  readonly height: number;
  /** What it is a layer or a copy of, where it is one. */
  readonly twin?: Pick<Twin, 'kind' | 'of'> | null;
}

export interface RoomParts {
  readonly imageId: string;
  readonly image: DocumentImage;
  readonly log: DocumentLogStore;
  readonly logger: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly limits: DocumentLimits;
  readonly now: () => number;
  readonly labels: LabelSet;
  readonly events: {
    presence(imageId: string, userId: string, presence: Presence | null, hasMoved: boolean): void;
    instanceChange(image: DocumentImage, change: InstanceChange): void;
    instancesStored(image: DocumentImage, stored: StoredInstances): void;
    /** A user sent what no client of ours sends. */
    strike(userId: string): void;
    /** The log failed, or the document was made anew: the room is not to be joined again. */
    ended(): void;
  };
}

/** The labels that a document's instances may carry, and what these ask of them. */
export interface LabelSet {
  readonly known: KnownLabels;
  /** Reads them again, unless that was a moment ago and it need not be at once; true when there may be others now. */
  refresh(atOnce?: boolean): Promise<boolean>;
}

export interface KnownLabels {
  readonly ids: ReadonlySet<string>;
  /** Of all labels, by id: relabelling and its undo may come in any order. */
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** A label as far as documents know it. */
export type DocumentLabel = Pick<Label, 'id' | 'attributes'>;

export const knownLabels = (labels: readonly DocumentLabel[]): KnownLabels => ({
  ids: new Set(labels.map(({ id }) => id)),
  attributes: new Map(labels.flatMap(({ attributes }) => attributes.map((one) => [one.id, one]))),
});

/** Somebody who makes up labels must not make the server read them all the time; a new one is seen this late. */
const REFRESH_EVERY_MS = 20;

export async function loadLabels(
  read: () => Promise<readonly DocumentLabel[]>,
  now: () => number,
): Promise<LabelSet> {
  let known = knownLabels(await read());
  let readAt = now();
  return {
    get known() {
      return known;
    },
    async refresh(atOnce = false) {
      if (!atOnce && now() - readAt < REFRESH_EVERY_MS) return false;
      readAt = now();
      known = knownLabels(await read());
      return true;
    },
  };
}
