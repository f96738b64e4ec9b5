import type { Accounts } from '../account/accounts.ts';
import type { Settings } from '../config/settings.ts';
import type { DocumentHistory } from '../document/history.ts';
import type { Images } from '../image/images.ts';
import type { ModelInfo } from '../inference/segmenter.ts';
import type { Log } from '../log/log.ts';
import type { Projects } from '../project/projects.ts';
import type { PromptSessions } from '../session/PromptSessions.ts';
import type { Database } from '../store/database.ts';
import type { Gauge } from './metrics.ts';
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
  readonly prompts: Pick<PromptSessions, 'predict'>;
  readonly model: Pick<ModelInfo, 'id'>;
  /** What must work before the server calls itself ready; each throws, with a reason, when it does not. */
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly gauges: readonly Gauge[];
  /** Bytes of one uploaded file; 256 MiB when absent. */
  readonly maxUploadBytes?: number;
}
