import type { Label } from '@maskroom/shared/annotation/label';
import type { Project } from '@maskroom/shared/protocol/http';
import type { Accounts } from '../account/accounts.ts';
import type { Actor } from '../account/actor.ts';
import type { Settings } from '../config/settings.ts';
import type { Images } from '../image/images.ts';
import type { ImageEmbedding, Segmenter } from '../inference/segmenter.ts';
import type { Log } from '../log/log.ts';
import type { Database } from '../store/database.ts';
import type { ReadyCheck } from './healthRoutes.ts';
import type { Gauge } from './metrics.ts';

/** What the routes need of the rest of the server, each the least it can do with. */
export interface HttpParts {
  readonly settings: Pick<Settings, 'host' | 'publicUrl' | 'trustedProxies'>;
  readonly log: Log;
  /** Absolute; where the static export of the web client lies. May be missing. */
  readonly webFolder: string;
  readonly db: Database;
  readonly accounts: Accounts;
  readonly projects: HttpProjects;
  readonly images: Images;
  /** Encodes an image first if it must. */
  readonly embeddings: { get(imageId: string): Promise<ImageEmbedding> };
  readonly segmenter: Pick<Segmenter, 'model' | 'decode' | 'lowResFrame'>;
  /** What must work before the server calls itself ready; each throws, with a reason, when it does not. */
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly gauges: readonly Gauge[];
}

export interface HttpProjects {
  list(actor: Actor): Promise<Project[]>;
  create(actor: Actor, input: { name: string; labels: { name: string; color?: string }[] }): Promise<Project>;
  get(actor: Actor, projectId: string): Promise<Project>;
  addLabel(projectId: string, input: { name: string; color?: string }): Promise<Label>;
}
