import { workParts } from '@maskroom/shared/protocol/work';
import type { Documents } from '../document/documents.ts';
import type { Images } from '../image/images.ts';
import type { Tags } from '../image/tags.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Submissions } from '../job/submissions.ts';
import type { WorkWatch } from '../monitor/workWatch.ts';
import type { Projects } from '../project/projects.ts';
import type { ConsensusWork } from '../quality/consensus.ts';
import type { Honeypots } from '../quality/honeypots.ts';

interface Parts {
  readonly consensus: Pick<ConsensusWork, 'onChange'>;
  readonly documents: Pick<Documents, 'onInstancesStored'>;
  readonly honeypots: Pick<Honeypots, 'onChange'>;
  readonly images: Pick<Images, 'onTaken'>;
  readonly jobs: Pick<Jobs, 'onListed'>;
  readonly projects: Pick<Projects, 'onChange'>;
  readonly rooms: { onAlertNews(listener: (projectId: string) => void): unknown };
  readonly submissions: Pick<Submissions, 'onChange'>;
  readonly tags: Pick<Tags, 'onChange'>;
  readonly workWatch: Pick<WorkWatch, 'changed'>;
}

/** What happens to a project reaches its pages. */
export function watchWork(parts: Parts): void {
  const { consensus, documents, honeypots, images, jobs, projects, rooms, submissions, tags } = parts;
  const { changed } = parts.workWatch;
  jobs.onListed((projectId) => {
    changed(projectId, 'jobs');
    // Layers come and go with jobs, and whoever has one has it in the picture's place.
    changed(projectId, 'quality');
    changed(projectId, 'pictures');
  });
  submissions.onChange((projectId, { twin }) => {
    changed(projectId, 'jobs');
    changed(projectId, 'pictures');
    if (twin?.kind === 'consensus') changed(projectId, 'quality', [twin.of]);
  });
  consensus.onChange((projectId, imageId) => {
    changed(projectId, 'quality', [imageId]);
    changed(projectId, 'pictures');
  });
  // Never told as anything else: whoever submitted would know which picture it was (Q31).
  honeypots.onChange((projectId) => changed(projectId, 'truth'));
  documents.onInstancesStored(({ projectId, twin }) => {
    changed(projectId, 'figures');
    changed(projectId, 'pictures');
    // Agreement is of layers as they are now, submitted ones too.
    if (twin?.kind === 'consensus') changed(projectId, 'quality', [twin.of]);
  });
  images.onTaken(({ projectId }) => changed(projectId, 'pictures'));
  rooms.onAlertNews((projectId) => changed(projectId, 'alerts'));
  tags.onChange((_, projectId) => changed(projectId, 'pictures'));
  // Names of labels, and who may see whose figures.
  projects.onChange((projectId) => {
    for (const part of workParts) changed(projectId, part);
  });
}
