import { Problem } from '@maskroom/shared/base/problem';
import { labelOf } from '../project/labels.ts';
import { readAnswers } from '../store/attributeColumns.ts';
import type { Database } from '../store/database.ts';
import { listImages } from '../store/imageStore.ts';
import { countByImage, listInstances, type NamedInstance } from '../store/instanceStore.ts';
import { findProject, listLabels } from '../store/projectStore.ts';
import { wholeProject } from '../store/stretch.ts';
import { tagsByImage } from '../store/tagStore.ts';
import type { ExportedInstance, ExportSource } from './exportSource.ts';

export interface ExportFilter {
  /** Only what a reviewer accepted. */
  readonly decision?: 'accepted';
}

/** A project's read model as an export reads it. @throws Problem `not-found` */
export async function openExport(
  db: Database,
  projectId: string,
  filter: ExportFilter = {},
): Promise<ExportSource> {
  const project = await findProject(db, projectId);
  if (!project) throw new Problem('not-found');
  const whole = wholeProject(projectId);
  const images = await listImages(db, whole);
  const counts = await countByImage(db, whole);
  const tags = await tagsByImage(db, whole);
  return {
    project: { id: project.id, name: project.name, createdAt: project.created_at },
    labels: (await listLabels(db, [projectId])).map(labelOf),
    images: images.map(({ created_at, file_name, height, id, width }) => ({
      id,
      fileName: file_name,
      width,
      height,
      createdAt: created_at,
      tags: tags.get(id) ?? [],
    })),
    instances: instancesOf(
      db,
      images.filter(({ id }) => counts.has(id)),
      filter,
    ),
  };
}

/** An image at a time: the cap of its document bounds what stands in memory. */
async function* instancesOf(
  db: Database,
  images: readonly { readonly id: string }[],
  { decision }: ExportFilter,
): AsyncGenerator<readonly ExportedInstance[]> {
  for (const { id } of images) {
    const rows = await listInstances(db, id);
    yield rows.filter((row) => decision === undefined || row.decision === decision).map(exported);
  }
}

const exported = (row: NamedInstance): ExportedInstance => ({
  id: row.id,
  imageId: row.image_id,
  labelId: row.label_id,
  geometry: row.geometry,
  source: row.source,
  predictedIou: row.predicted_iou,
  createdByName: row.created_by_name ?? row.created_by,
  decision: row.decision,
  reason: row.reason,
  attributes: readAnswers(row.attributes),
  group: row.group_id,
});
