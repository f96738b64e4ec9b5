import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role } from '@maskroom/shared/annotation/role';
import type { Actor } from '../../server/account/actor.ts';
import { createDocuments, type DocumentsParts } from '../../server/document/documents.ts';
import { createLog } from '../../server/log/log.ts';
import { openDatabase } from '../../server/store/database.ts';
import { createDocumentLogStore } from '../../server/store/documentLogStore.ts';
import { carLabel } from './documentLabels.ts';

export const documentImage = { id: 'picture', projectId: 'p', width: 640, height: 480 };
export const documentLabels = new Set(['car', 'tree']);

export const person = (userId: string, sessionExpiresAt: number | null = null): Actor => ({
  userId,
  name: userId,
  isAdmin: false,
  via: 'session',
  scope: null,
  sessionExpiresAt,
});

const people: Record<string, Role> = {
  ann: 'annotator',
  ben: 'annotator',
  cleo: 'annotator',
  vic: 'viewer',
  rae: 'reviewer',
  lea: 'lead',
};

type Options = Partial<DocumentsParts> & {
  readonly file?: string;
  readonly port?: number;
  /** `picture`, `picture2` and so on. */
  readonly pictures?: number;
};

/** The document side alone on a port of its own: `/rt/doc/<imageId>?user=<name>`, roles as above, changeable. */
export async function startDocumentServer({
  file = ':memory:',
  port = 0,
  pictures = 4,
  ...parts
}: Options = {}) {
  const db = await openDatabase(file);
  await seed(db, pictures);
  const roles = new Map<string, Role>(Object.entries(people));
  const labels = new Set(documentLabels);
  const log = createDocumentLogStore(db);
  const documents = createDocuments({
    log,
    logger: createLog('silent'),
    roleOf: async ({ userId }) => roles.get(userId) ?? null,
    isIn: async ({ userId }) => roles.has(userId),
    labelsOf: async () => [...labels].map((id) => (id === carLabel.id ? carLabel : { id, attributes: [] })),
    imageOf: async (id) => (id.startsWith('picture') ? { ...documentImage, id } : null),
    ...parts,
  });
  const http = createServer();
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const userId = url.searchParams.get('user') ?? '';
    const expires = url.searchParams.get('expires');
    const image = { ...documentImage, id: url.pathname.split('/').at(-1) ?? '' };
    const actor = person(userId, expires === null ? null : Number(expires));
    documents.handleUpgrade(request, socket, head, {
      actor,
      role: roles.get(userId) ?? 'viewer',
      image,
      stillIn: async () => false,
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${address.port}/rt/doc`,
    db,
    log,
    documents,
    roles,
    labels,
    async [Symbol.asyncDispose](): Promise<void> {
      await documents.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await db.destroy();
    },
  };
}
export type DocumentServer = Awaited<ReturnType<typeof startDocumentServer>>;

/** A statement binds at most some ten thousand values. */
const ROWS_AT_ONCE = 500;

async function seed(db: Awaited<ReturnType<typeof openDatabase>>, pictures: number): Promise<void> {
  const users = Object.keys(people).map((id) => ({
    id,
    email: `${id}@example.org`,
    name: id,
    password_hash: null,
    is_admin: 0,
    created_at: 1,
    disabled_at: null,
  }));
  await db
    .insertInto('users')
    .values(users)
    .onConflict((on) => on.doNothing())
    .execute();
  await db
    .insertInto('projects')
    .values({ id: 'p', name: 'P', created_at: 1, created_by: 'ann' })
    .onConflict((on) => on.doNothing())
    .execute();
  const ids = Array.from({ length: pictures }, (_, i) => (i === 0 ? 'picture' : `picture${i + 1}`));
  const images = ids.map((id, position) => ({
    id,
    project_id: 'p',
    file_name: `${id}.png`,
    sha256: id,
    width: documentImage.width,
    height: documentImage.height,
    format: 'png',
    bytes: 1,
    position,
    created_at: 1,
    created_by: 'ann',
  }));
  for (let from = 0; from < images.length; from += ROWS_AT_ONCE)
    await db
      .insertInto('images')
      .values(images.slice(from, from + ROWS_AT_ONCE))
      .onConflict((on) => on.doNothing())
      .execute();
}
