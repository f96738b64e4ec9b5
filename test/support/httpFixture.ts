import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import { onTestFinished } from 'vitest';
import type { AccountOptions } from '../../server/account/accounts.ts';
import { openDocuments } from '../../server/app/openDocuments.ts';
import { createEverything } from '../../server/assist/everything/everything.ts';
import { createDocumentHistory } from '../../server/document/history.ts';
import { createHttp } from '../../server/http/http.ts';
import type { HttpModel, HttpModels, HttpParts } from '../../server/http/parts.ts';
import { createImages } from '../../server/image/images.ts';
import { createTags } from '../../server/image/tags.ts';
import { createJobs } from '../../server/job/jobs.ts';
import { createSubmissions } from '../../server/job/submissions.ts';
import { createLog } from '../../server/log/log.ts';
import { createAlertDesk } from '../../server/monitor/alert/alertDesk.ts';
import { createAlerts } from '../../server/monitor/alert/alerts.ts';
import { readMonitoredProject } from '../../server/monitor/projectFigures.ts';
import { createProjectWatch } from '../../server/monitor/projectWatch.ts';
import { createDeliveries } from '../../server/monitor/webhook/deliveries.ts';
import { createProjects } from '../../server/project/projects.ts';
import { createConsensus } from '../../server/quality/consensus.ts';
import { createHoneypots } from '../../server/quality/honeypots.ts';
import { createProjectQuality } from '../../server/quality/projectQuality.ts';
import { createComments } from '../../server/review/comments.ts';
import { DecodeTurns } from '../../server/session/DecodeTurns.ts';
import { createPromptSessions } from '../../server/session/PromptSessions.ts';
import { insertProject } from '../../server/store/projectStore.ts';
import type { ImportsParts } from '../../server/transfer/import/importParts.ts';
import { createImports } from '../../server/transfer/import/imports.ts';
import { discPicture } from './pictures.ts';
import { createProjectFixture } from './projectFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const fail = (...told: unknown[]): never => {
  throw told.at(-1);
};
const noModel = (): never => {
  throw new Problem('unavailable', 'This server has no model.');
};

/** A server whose only model answers with this. */
export const modelThat = (prompts: HttpModel['prompts']): HttpModels => ({
  encodeAhead: () => {},
  list: async () => [],
  load: [],
  use: (_, work) => work({ model: { id: 'none' }, prompts }),
});

/** HTTP on a database of its own with the project `p`, without a model and without a port. */
export async function createHttpFixture(
  { imports: importing, ...more }: Partial<Omit<HttpParts, 'imports'>> & ImportOptions = {},
  options: AccountOptions = {},
) {
  const { accounts, actor, db } = await createProjectFixture(options);
  const images = createImages(db, temporaryFolder(), { maxMegapixels: 2 });
  const [jobs, submissions] = [createJobs(db), createSubmissions(db, accounts.record)];
  const log = createLog('silent');
  const honeypots = createHoneypots({ db, log });
  submissions.onSubmitted(honeypots.submitted);
  const projects = createProjects(db, accounts);
  const tags = createTags(db);
  const documents = openDocuments(db, accounts, images, log);
  const imports = await createImports({
    ...{ db, accounts, projects, images, documents, tags, log, folder: temporaryFolder() },
    mostBytes: 64 * 1024 * 1024,
    ...importing,
  });
  const webhooks = { allowLocal: true, onError: fail, retryMs: [1, 1] };
  const deliveries = createDeliveries({ db, ...webhooks });
  const projectWatch = createProjectWatch(
    (projectId) => readMonitoredProject(db, projectId, Date.now()),
    fail,
  );
  const alerts = createAlerts({ db, projects: projectWatch, onError: fail });
  onTestFinished(async () => {
    await alerts.close();
    projectWatch.close();
    await deliveries.close();
  });
  const app = await createHttp({
    settings: { host: '127.0.0.1', publicUrl: undefined, trustedProxies: [] },
    log,
    webFolder: '/nowhere',
    db,
    accounts,
    projects,
    images,
    comments: createComments(db),
    tags,
    jobs,
    submissions,
    consensus: createConsensus({ db, documents, jobs }),
    honeypots,
    quality: createProjectQuality(db),
    alertDesk: createAlertDesk({ alerts, db, deliveries, allowLocal: true, record: accounts.record }),
    imports,
    history: createDocumentHistory(db, { edit: async () => noModel() }),
    models: modelThat(
      createPromptSessions({
        embeddings: { get: async () => noModel() },
        regions: { borrow: async () => noModel() },
        segmenter: { decode: async () => noModel() },
        turns: new DecodeTurns().ofModel('cpu', 1),
        loadRefineGeometry: async () => null,
      }),
    ),
    everything: createEverything({
      models: { open: async () => noModel() },
      shapesOf: async () => [],
    }),
    checks: {},
    gauges: [],
    ...more,
  });
  onTestFinished(async () => {
    await imports.close();
    await app.close();
    await documents.close();
  });

  /** A call of `/api/v1` as its bearer, by default the automation. */
  const call = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options: CallOptions = {}) =>
    app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(options.token !== null && { authorization: `Bearer ${options.token ?? 'an-admin-token'}` }),
        ...options.headers,
      },
      payload: options.body,
    });

  return {
    app,
    db,
    accounts,
    actor,
    images,
    projects,
    documents,
    tags,
    imports,
    jobs,
    submissions,
    call,
    addProject: (id: string) => insertProject(db, { id, name: id, created_at: 1, created_by: actor.userId }),
    /** A person with this role in `p`, and their token. */
    async member(role: Role, name: string = role) {
      const { member } = await accounts.addMember(actor, 'p', {
        email: `${name}@example.org`,
        name,
        role,
      });
      const { token } = await accounts.createToken(actor, { name: 'test', userId: member.id });
      return { ...member, token };
    },
    async addPicture(fileName = 'disc.jpg', width = 64) {
      const bytes = await discPicture({ width, height: 48, cx: 30, cy: 20, radius: 10 });
      return (await images.ingest('p', actor, fileName, bytes)).image;
    },
  };
}

interface ImportOptions {
  readonly imports?: Partial<Pick<ImportsParts, 'mostBytes' | 'timeoutMs'>>;
}

interface CallOptions {
  /** Null: no token. */
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: object | string | Buffer;
}
