import type { Accounts } from '../account/accounts.ts';
import type { Everything } from '../assist/everything/everything.ts';
import type { Settings } from '../config/settings.ts';
import type { DocumentHistory } from '../document/history.ts';
import type { Images } from '../image/images.ts';
import type { Tags } from '../image/tags.ts';
import type { Jobs } from '../job/jobs.ts';
import type { Submissions } from '../job/submissions.ts';
import type { Log } from '../log/log.ts';
import type { AlertDesk } from '../monitor/alert/alertDesk.ts';
import type { Projects } from '../project/projects.ts';
import type { ConsensusWork } from '../quality/consensus.ts';
import type { Honeypots } from '../quality/honeypots.ts';
import type { ProjectQualityReader } from '../quality/projectQuality.ts';
import type { Comments } from '../review/comments.ts';
import type { PromptModel, PromptModels } from '../session/PromptModels.ts';
import type { Database } from '../store/database.ts';
import type { Imports } from '../transfer/import/imports.ts';
import type { BodyPace } from './bodyPace.ts';
import type { Durations, Gauge } from './metrics.ts';
import type { ReadyCheck } from './readyCheck.ts';

/** What the routes need of the rest of the server, each the least it can do with. */
export interface HttpParts {
  readonly settings: Pick<Settings, 'host' | 'publicUrl' | 'trustedProxies'>;
  readonly log: Log;
  /** Absolute; where the static export of the web client lies. May be missing. */
  readonly webFolder: string;
  readonly db: Database;
  readonly accounts: Accounts;
  readonly projects: Projects;
  readonly images: Images;
  readonly history: DocumentHistory;
  readonly comments: Comments;
  readonly tags: Tags;
  readonly jobs: Jobs;
  readonly submissions: Submissions;
  readonly consensus: ConsensusWork;
  readonly honeypots: Pick<Honeypots, 'list' | 'mark' | 'settle' | 'unmark'>;
  readonly quality: ProjectQualityReader;
  readonly alertDesk: AlertDesk;
  readonly imports: Pick<Imports, 'take' | 'mostBytes'>;
  readonly models: HttpModels;
  readonly everything: Everything;
  /** What must work before the server calls itself ready; each throws, with a reason, when it does not. */
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly gauges: readonly Gauge[];
  readonly durations?: readonly Durations[];
  /** Bytes of one uploaded file; 256 MiB when absent. */
  readonly maxUploadBytes?: number;
  readonly bodyPace?: BodyPace;
}

/** One model as far as a route needs it. */
export interface HttpModel {
  readonly model: Pick<PromptModel['model'], 'id'>;
  readonly prompts: Pick<PromptModel['prompts'], 'predict'>;
}

export interface HttpModels extends Pick<PromptModels, 'encodeAhead' | 'list' | 'load'> {
  /** The default one when none is named. @throws Problem `model-unknown`, `model-failed` */
  use<T>(modelId: string | undefined, work: (model: HttpModel) => Promise<T>): Promise<T>;
}
