import type { WorkItem } from '@maskroom/shared/protocol/jobs';
import type { Image } from '../image/images.ts';
import type { Database } from '../store/database.ts';
import { listUnassigned } from '../store/jobStore.ts';
import { hasJob, type JobPlace, listPlaces } from '../store/workStore.ts';
import { listCameBack, nothing } from './cameBack.ts';

/** A person works from the top; what is below comes up as the top is done. */
const MOST_LISTED = 500;

/** What waits for a person in a project, in the order in which it should be done (J30). */
export async function listWork(db: Database, projectId: string, userId: string): Promise<WorkItem[]> {
  const own = await listOwnWork(db, projectId, userId);
  if (await hasJob(db, projectId, userId)) return own;
  const known = new Set(own.map(({ imageId }) => imageId));
  const open = (await listUnassigned(db, projectId, MOST_LISTED)).filter(({ id }) => !known.has(id));
  return [
    ...own,
    ...open.map(({ file_name, id }) => ({
      ...nothing,
      imageId: id,
      fileName: file_name,
      kind: 'open' as const,
    })),
  ];
}

/** Without what nobody was asked for. */
async function listOwnWork(db: Database, projectId: string, userId: string): Promise<WorkItem[]> {
  const back = await listCameBack(db, [projectId], userId);
  const places = new Map<string, JobPlace>();
  const also = back.map(({ imageId }) => imageId);
  for (const place of await listPlaces(db, { projectId, userId }, also, MOST_LISTED))
    if (!places.has(place.image_id)) places.set(place.image_id, place);
  const cameBack = new Set(also);
  return [
    ...back.map(({ projectId: _, ...item }) => ({ ...item, ...placeOf(places.get(item.imageId)) })),
    ...[...places.values()]
      .filter(({ image_id, is_open }) => is_open === 1 && !cameBack.has(image_id))
      .map((place) => ({
        ...nothing,
        imageId: place.image_id,
        fileName: place.file_name,
        kind: 'job' as const,
        ...placeOf(place),
      })),
  ];
}

const placeOf = (place: JobPlace | undefined) =>
  place && {
    jobId: place.job_id,
    jobName: place.job_name,
    jobPlace: place.place,
    jobImages: place.images,
    dueAt: place.due_at === null ? null : new Date(place.due_at).toISOString(),
  };

/**
 * The ids of images that come behind this one for a person: in the order of what waits for them from where it stands, from
 * the top where they have jobs and it is not listed. Null for whoever goes through the project in its order.
 */
export async function nextOf(
  db: Database,
  userId: string,
  { id, projectId }: Pick<Image, 'id' | 'projectId'>,
  most: number,
): Promise<string[] | null> {
  const own = await listOwnWork(db, projectId, userId);
  const has = await hasJob(db, projectId, userId);
  if (!has && !own.some(({ imageId }) => imageId === id)) return null;
  const ids = (has ? own : await listWork(db, projectId, userId)).map(({ imageId }) => imageId);
  const behind = ids.slice(ids.indexOf(id) + 1);
  return behind.filter((other) => other !== id).slice(0, most);
}
