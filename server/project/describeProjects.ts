import type { Role } from '@maskroom/shared/annotation/role';
import { groupBy } from '@maskroom/shared/base/groups';
import type { Project } from '@maskroom/shared/protocol/http';
import { z } from 'zod';
import { seesTwins } from '../account/permissions.ts';
import type { Database } from '../store/database.ts';
import { countImages, listCovers } from '../store/imageStore.ts';
import { countByProject, noInstances } from '../store/instanceStore.ts';
import { listMembers } from '../store/memberStore.ts';
import { listLabels, listProjects } from '../store/projectStore.ts';
import { labelOf } from './labels.ts';

const reasonsSchema = z.array(z.string());

/** Pictures on a project's card. */
const COVER = 4;

/**
 * What is shown of projects to somebody, by the role they have in each: covers and counts of the images as they have
 * them (Q20). A few queries however many there are.
 */
export async function describeProjects(
  db: Database,
  userId: string,
  roles: Readonly<Record<string, Role>>,
): Promise<Project[]> {
  const ids = Object.keys(roles);
  const projects = await listProjects(db, ids);
  const images = await countImages(db, ids);
  const sight = { userId, drawnIn: ids.filter((id) => !seesTwins(roles[id])) };
  const counts = await countByProject(db, ids, sight);
  const labels = byProject(await listLabels(db, ids));
  const covers = byProject(await listCovers(db, ids, sight, COVER));
  const members = byProject(await listMembers(db, ids));
  return projects.map(({ figures_for, id, name, reject_reasons }) => ({
    id,
    name,
    rejectReasons: reasonsSchema.parse(JSON.parse(reject_reasons)),
    figuresFor: figures_for,
    role: roles[id],
    labels: (labels.get(id) ?? []).map(labelOf),
    counts: { images: images.get(id) ?? 0, ...(counts.get(id) ?? noInstances) },
    cover: (covers.get(id) ?? []).map((image) => image.id),
    members: (members.get(id) ?? []).map((member) => ({ id: member.id, name: member.name })),
  }));
}

const byProject = <T extends { readonly project_id: string }>(rows: readonly T[]): Map<string, T[]> =>
  groupBy(rows, ({ project_id }) => project_id);
