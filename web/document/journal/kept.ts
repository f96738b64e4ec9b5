import { type InstanceSource, sourceOf } from '@maskroom/shared/annotation/instance';
import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { t } from '../../ui/language/language.ts';
import { deed } from './describeStep.ts';
import type { RefusalReason, Step, StepPicture } from './step.ts';
import { sumUp, wholeFields } from './wanted.ts';

/** One instance as this person wanted it and the server did not take it. */
export interface KeptItem {
  readonly picture: StepPicture;
  readonly instanceId: string;
  /** Null where only something else than the label was changed, and on what. */
  readonly labelId: string | null;
  /** The shape they drew; null where they did not change it. */
  readonly geometry: Uint8Array | null;
  readonly polygon: Polygon | null;
  readonly source: InstanceSource;
  readonly predictedIou: number | null;
  /** What was done to it, "added", "reshaped", each once. */
  readonly deeds: readonly string[];
  readonly reason: RefusalReason;
  readonly at: number;
  readonly stepIds: readonly string[];
}

/** What was refused, summed up by instance, picture by picture, newest last. */
export function keptItems(steps: readonly Step[], labelName: (labelId: string) => string): KeptItem[] {
  const refused = steps.filter(({ state }) => state === 'refused');
  const imageIds = [...new Set(refused.map(({ imageId }) => imageId))];
  return imageIds.flatMap((id) =>
    sumUp(refused.filter(({ imageId }) => imageId === id)).map((wanted): KeptItem => {
      const { steps: own, instanceId, fields } = wanted;
      const last = own[own.length - 1];
      const values =
        wholeFields(wanted) ?? Object.fromEntries([...fields].map(([f, { value }]) => [f, value]));
      const geometry = values.geometry instanceof Uint8Array ? values.geometry : null;
      const polygon = geometry && decodeGeometry(geometry);
      const changes = own
        .flatMap((step) => step.changes)
        .filter((change) => change.instanceId === instanceId);
      return {
        picture: last,
        instanceId,
        labelId: typeof values.label === 'string' ? values.label : null,
        geometry,
        polygon: polygon?.ok ? polygon.value : null,
        source: sourceOf(values.source),
        predictedIou: typeof values.predictedIou === 'number' ? values.predictedIou : null,
        deeds: [...new Set(changes.map((change) => deed(change, labelName)))],
        reason: last.reason ?? 'not-allowed',
        at: last.at,
        stepIds: own.map(({ id }) => id),
      };
    }),
  );
}

/** Why, as a sentence for whoever did it. */
export const refusalWords = (reason: RefusalReason): string => t(`kept.reason.${reason}`);

/** All of it for another program: rings in pixels of the picture, as the API writes them. */
export const keptAsJson = (
  items: readonly KeptItem[],
  labelName: (labelId: string) => string | undefined,
): string =>
  JSON.stringify(
    {
      instances: items.map(({ picture, instanceId, labelId, polygon, deeds, reason, at }) => ({
        projectId: picture.projectId,
        imageId: picture.imageId,
        fileName: picture.fileName,
        id: instanceId,
        labelId,
        label: labelId === null ? null : (labelName(labelId) ?? null),
        polygon,
        done: deeds,
        reason,
        at: new Date(at).toISOString(),
      })),
    },
    null,
    2,
  );
