import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readInstances } from '@maskroom/shared/document/documentModel';
import { createAccounts } from '../account/accounts.ts';
import { createAddressOf } from '../account/address.ts';
import { createOriginCheck } from '../account/origin.ts';
import { createEverything } from '../assist/everything/everything.ts';
import { repositoryRoot } from '../config/repositoryRoot.ts';
import type { Settings } from '../config/settings.ts';
import { createDocumentHistory } from '../document/history.ts';
import { createGateway } from '../gateway/gateway.ts';
import { diskCheck } from '../http/diskCheck.ts';
import { createHttp } from '../http/http.ts';
import { createImages } from '../image/images.ts';
import { createTags } from '../image/tags.ts';
import type { Log } from '../log/log.ts';
import { ActivityMeter } from '../monitor/activity.ts';
import { createMonitor } from '../monitor/monitor.ts';
import { createWorkWatch } from '../monitor/workWatch.ts';
import { createProjects } from '../project/projects.ts';
import { createComments } from '../review/comments.ts';
import { createReview } from '../review/review.ts';
import { openDatabase } from '../store/database.ts';
import { addActivity } from '../store/figureStore.ts';
import { lockFolder } from '../store/folderLock.ts';
import { databaseHealth } from '../store/health.ts';
import { createImports } from '../transfer/import/imports.ts';
import { createDecodeStages } from './decodeStages.ts';
import { fillProjects } from './fillProjects.ts';
import { measureWork } from './measureWork.ts';
import { modelGauges } from './modelGauges.ts';
import { openDocuments } from './openDocuments.ts';
import { openModels } from './openModels.ts';
import { openRooms } from './openRooms.ts';
import { openWork } from './openWork.ts';
import { watchWork } from './watchWork.ts';

/** A TIFF of the largest picture taken, uncompressed, fits: four bytes a pixel. */
const UPLOAD_BYTES_PER_MEGAPIXEL = 4 * 1024 * 1024;
/** A call that is under way at a stop (an upload, an export) may end within this time, and is cut then. */
const LAST_CALLS_MS = 1_000;

export interface App {
  /** Listens on the one port. The link is there while nobody has an account. */
  listen(): Promise<{ url: string; firstLoginLink: string | null }>;
  /** The model answers. Until then prompts wait. @throws Problem `model-failed` when it never will */
  ready(): Promise<void>;
  /** Makes the sample project in a new database, and a project of a folder of pictures. */
  fill(wanted: { samples: boolean; folder?: string }): Promise<void>;
  /** Closes sockets so that clients come back, lets calls under way end, and closes what was opened. */
  close(): Promise<void>;
}

/**
 * The only wiring: every part is made here and handed what it needs.
 * @throws Problem `conflict` when another server runs on the data folder, `model-failed`
 */
export async function createApp(settings: Settings, log: Log): Promise<App> {
  await mkdir(settings.dataFolder, { recursive: true });
  const releaseFolder = lockFolder(settings.dataFolder);
  const db = await openDatabase(join(settings.dataFolder, 'maskroom.sqlite'));
  const accounts = createAccounts(db, { adminToken: settings.adminToken, oidc: settings.oidc });
  const images = createImages(db, join(settings.dataFolder, 'images'), {
    maxMegapixels: settings.maxPictureMegapixels,
    log,
  });
  await images.sweep();
  const projects = createProjects(db, accounts);
  const documents = openDocuments(db, accounts, images, log);
  const decodeStages = createDecodeStages();
  const { models, readLoad, replicas, shelf } = await openModels(settings, {
    documents,
    images,
    log,
    onDecoded: decodeStages.tell,
  });
  const everything = createEverything({
    models,
    shapesOf: (imageId) =>
      documents.withDocument(imageId, (doc) => readInstances(doc).map(({ geometry }) => geometry)),
  });
  const workWatch = createWorkWatch();
  const activity = new ActivityMeter(async (rows) => {
    await addActivity(db, rows);
    for (const { projectId } of rows) workWatch.changed(projectId, 'figures');
  });
  const monitor = createMonitor(activity);
  const [comments, tags] = [createComments(db), createTags(db)];
  const review = createReview({ accounts, db, documents, images });
  const { consensus, honeypots, jobs, quality, submissions, ...work } = openWork({
    accounts,
    db,
    documents,
    images,
    log,
    review,
  });
  const allowLocal = settings.webhookLocal;
  const rooms = openRooms({ accounts, allowLocal, db, documents, jobs, log, monitor, readLoad, submissions });
  watchWork({ consensus, documents, honeypots, images, jobs, projects, rooms, submissions, tags, workWatch });
  const desks = [comments, jobs, submissions, tags];
  measureWork({ activity, desks, documents, monitor, review, projects: rooms });
  const imports = await createImports({
    db,
    accounts,
    projects,
    images,
    documents,
    tags,
    log,
    folder: join(settings.dataFolder, 'imports'),
    mostBytes: settings.maxImportMb * 1_000_000,
    onPicture: models.encodeAhead,
  });
  const http = await createHttp({
    settings,
    log,
    webFolder: fileURLToPath(new URL('web/out', repositoryRoot)),
    db,
    accounts,
    projects,
    images,
    history: createDocumentHistory(db, documents),
    comments,
    tags,
    jobs,
    submissions,
    consensus,
    honeypots,
    quality,
    alertDesk: rooms.alertDesk,
    imports,
    models,
    everything,
    maxUploadBytes: Math.max(64, settings.maxPictureMegapixels) * UPLOAD_BYTES_PER_MEGAPIXEL,
    checks: {
      database: async () => void (await databaseHealth(db)),
      disk: diskCheck(settings.dataFolder),
      model: () => models.check(),
    },
    durations: [decodeStages.durations],
    gauges: [
      { name: 'sockets', help: 'Open Socket.IO connections.', read: () => gateway.sockets() },
      ...modelGauges(models, shelf),
      replicas.gauge,
    ],
  });
  const gateway = createGateway(
    http.server,
    {
      accounts,
      projects,
      images,
      documents,
      models,
      everything,
      monitor,
      rooms,
      review,
      workWatch,
      comments,
      tags,
      log,
      ...work,
    },
    { isOriginAllowed: createOriginCheck(settings), addressOf: createAddressOf(settings.trustedProxies) },
  );

  return {
    async listen() {
      await consensus.resume();
      await http.listen({ host: settings.host, port: settings.port });
      await rooms.start();
      honeypots.resume();
      const url = urlOf(settings.host, http.server.address());
      return { url, firstLoginLink: await accounts.firstLoginLink(settings.publicUrl ?? url) };
    },
    ready: () => models.ready(),
    fill: (wanted) => fillProjects({ accounts, images, log, projects }, wanted),
    async close() {
      monitor.close();
      work.queues.close();
      workWatch.close();
      await rooms.close();
      await imports.close();
      images.close();
      await documents.close();
      const cut = setTimeout(() => http.server.closeAllConnections(), LAST_CALLS_MS);
      await Promise.all([gateway.close(), http.close(), models.close()]);
      clearTimeout(cut);
      await activity.close();
      await db.destroy();
      releaseFolder();
    },
  };
}

/** Where a browser on this machine finds the server. */
function urlOf(host: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}
