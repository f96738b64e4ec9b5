import { type Image, imageStates } from '@maskroom/shared/protocol/http';
import type { JobDetails, WorkItem } from '@maskroom/shared/protocol/jobs';
import { t } from '../../ui/language/language.ts';
import { stateWords } from './stateWords.ts';

/** All, what waits for this person, the pictures of a job that is looked at, or those of a state. */
export type Filter = 'all' | 'yours' | 'job' | Image['state'];

interface Lists {
  /** What this person was asked to do, in its order. */
  readonly yours: readonly WorkItem[];
  /** The job that is looked at. */
  readonly job: Pick<JobDetails, 'name' | 'pictures'> | null;
}

/** Those of the pictures that a filter leaves: in the project's order, or in that of the work. */
export function picturesBy(
  filter: Filter,
  images: readonly Image[],
  { job, yours }: Lists,
): readonly Image[] {
  if (filter === 'all') return images;
  if (filter !== 'yours' && filter !== 'job') return images.filter(({ state }) => state === filter);
  const wanted = filter === 'yours' ? yours : (job?.pictures ?? []);
  const byId = new Map(images.map((image) => [image.id, image]));
  return wanted.flatMap(({ imageId }) => byId.get(imageId) ?? []);
}

/** A tab for each filter that leaves any, and for the one that is chosen. */
export function pictureTabs(filter: Filter, images: readonly Image[], lists: Lists) {
  const tab = (value: Filter, label: string) => ({
    value,
    label,
    count: picturesBy(value, images, lists).length,
  });
  const tabs = [
    tab('yours', t('yours.tab')),
    ...(lists.job ? [tab('job', lists.job.name)] : []),
    ...imageStates.map((state) => tab(state, stateWords(state))),
  ];
  return [
    tab('all', t('pictures.all')),
    ...tabs.filter(({ count, value }) => count > 0 || value === filter || value === 'job'),
  ];
}
