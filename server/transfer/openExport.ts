import { Problem } from '@maskroom/shared/base/problem';
import type { Database } from '../store/database.ts';
import { instancePages, type NamedInstance } from '../store/instanceReadStore.ts';
import { findProject, listLabels } from '../store/projectStore.ts';
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
  const images = await db
    .selectFrom('images')
    .select(['id', 'file_name as fileName', 'width', 'height', 'created_at as createdAt'])
    .where('project_id', '=', projectId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return {
    project: { id: project.id, name: project.name, createdAt: project.created_at },
    labels: await listLabels(db, [projectId]),
    images,
    instances: instancesOf(db, images, filter),
  };
}

async function* instancesOf(
  db: Database,
  images: readonly { readonly id: string }[],
  filter: ExportFilter,
): AsyncGenerator<readonly ExportedInstance[]> {
  for (const { id } of images) {
    for await (const page of instancePages(db, id, filter)) yield page.map(exported);
  }
}

const exported = (row: NamedInstance): ExportedInstance => ({
  id: row.id,
  imageId: row.image_id,
  labelId: row.label_id,
  geometry: row.geometry,
  source: row.source,
  predictedIou: row.predicted_iou,
  createdByName: row.created_by_name,
  decision: row.decision,
  reason: row.reason,
});
