import { randomUUID } from 'node:crypto';
import type { Role } from '@maskroom/shared/annotation/role';
import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance, setOrder } from '@maskroom/shared/document/editDocument';
import { DOCUMENT_PATH } from '@maskroom/shared/protocol/socket';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { apiClient } from '../support/apiClient.ts';
import { shape } from '../support/documentPeople.ts';
import type { LiveClient } from '../support/liveClient.ts';
import { openRaw, step1, update, updatesIn } from '../support/rawDocumentClient.ts';
import { until } from '../support/until.ts';

/** What a call comes to for those who may; for the others it is `forbidden`, or `not-found` without any role. */
export interface Call {
  readonly least: Role;
  readonly allowed: string;
  readonly ask: (at: Asked) => Promise<string>;
}
interface Asked {
  readonly live: LiveClient;
  readonly token: string;
  readonly userId: string;
}

/** A project with a picture, on a server. */
interface Place {
  readonly url: string;
  readonly projectId: string;
  readonly imageId: string;
  readonly labelId: string;
}

export const codeOf = (reply: object): string => ('code' in reply ? String(reply.code) : 'ok');
const emit = (live: LiveClient, event: string, payload: object): Promise<object> =>
  new Promise((resolve) => live.socket.emit(event as 'image:close', payload as { imageId: string }, resolve));

const documentUrl = (url: string): string => `${url.replace('http', 'ws')}${DOCUMENT_PATH}`;

let lastOrder = 100;

/** What may be asked over sockets, and by whom; written by hand from shared/protocol/SPEC.md, on purpose not from the server's own table. */
export function socketCalls({ imageId, labelId, projectId, url }: Place): Record<string, Call> {
  const hear = async (live: LiveClient, part: string): Promise<string> =>
    codeOf(await emit(live, 'project:subscribe', { projectId, part }));

  const edit = (asked: Asked, change: (doc: Y.Doc) => void, isDone: (doc: Y.Doc) => boolean) =>
    editAs({ url, imageId }, asked, change, isDone);

  return {
    'image:open': {
      least: 'viewer',
      allowed: 'ok',
      ask: async ({ live }) => codeOf(await live.openImage(imageId)),
    },
    'prompt:set': {
      least: 'annotator',
      // Refused for the place of the click, behind the question who asks: no model has to run.
      allowed: 'prompt-outside',
      ask: async ({ live }) => {
        await live.openImage(imageId);
        return codeOf(await live.prompt({ promptId: 'p', imageId, points: [[-9, -9, 1]] }));
      },
    },
    'everything:start': {
      least: 'annotator',
      allowed: 'ok',
      ask: async ({ live }) => {
        await live.openImage(imageId);
        const reply = await emit(live, 'everything:start', { imageId, options: { pointsPerSide: 1 } });
        await emit(live, 'everything:cancel', { imageId });
        return codeOf(reply);
      },
    },
    'review:decide': {
      least: 'reviewer',
      // There is no such instance, which only those hear who may decide; others are told that they may not.
      allowed: 'not-found',
      ask: async ({ live }) => {
        const command = {
          imageId,
          instanceId: 'none',
          decision: 'accepted',
          geometryHash: '0123456789abcdef',
        } as const;
        return codeOf(await live.decide(command));
      },
    },
    'queue:subscribe': {
      least: 'reviewer',
      allowed: 'ok',
      ask: async ({ live }) => codeOf(await emit(live, 'queue:subscribe', { projectId })),
    },
    'project:subscribe to project': {
      least: 'viewer',
      allowed: 'ok',
      ask: ({ live }) => hear(live, 'project'),
    },
    'project:subscribe to pictures': {
      least: 'viewer',
      allowed: 'ok',
      ask: ({ live }) => hear(live, 'pictures'),
    },
    'project:subscribe to jobs': {
      least: 'viewer',
      allowed: 'ok',
      ask: ({ live }) => hear(live, 'jobs'),
    },
    'project:subscribe to quality': {
      least: 'reviewer',
      allowed: 'ok',
      ask: ({ live }) => hear(live, 'quality'),
    },
    'project:subscribe to truth': {
      least: 'lead',
      allowed: 'ok',
      ask: ({ live }) => hear(live, 'truth'),
    },
    'project:subscribe to figures': {
      least: 'viewer',
      allowed: 'ok',
      ask: ({ live }) => hear(live, 'figures'),
    },
    'monitor:subscribe': {
      least: 'lead',
      allowed: 'ok',
      ask: async ({ live }) => codeOf(await emit(live, 'monitor:subscribe', { projectId })),
    },
    'nudge:send': {
      least: 'lead',
      // Refused for whom it is to, behind the question who asks.
      allowed: 'not-found',
      ask: async ({ live }) =>
        codeOf(await emit(live, 'nudge:send', { projectId, userId: 'nobody', text: 'Hi' })),
    },
    'a document': {
      least: 'viewer',
      allowed: 'ok',
      ask: ({ token }) => {
        const socket = new WebSocket(`${documentUrl(url)}/${imageId}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        return new Promise((resolve, reject) => {
          socket.once('message', () => {
            socket.close();
            resolve('ok');
          });
          socket.once('close', (code) => resolve(code === 4404 ? 'not-found' : String(code)));
          socket.once('error', reject);
        });
      },
    },
    'drawing in a document': {
      least: 'annotator',
      allowed: 'ok',
      ask: (asked) => {
        const id = randomUUID();
        const one = shape(id, asked.userId, { label: labelId });
        return edit(
          asked,
          (doc) => addInstance(doc, one, 'x'),
          (doc) => instancesOf(doc).has(id),
        );
      },
    },
    'changing what is accepted': {
      least: 'lead',
      allowed: 'ok',
      ask: (asked) => {
        const order = ++lastOrder;
        return edit(
          asked,
          (doc) => setOrder(doc, 'accepted', order, 'x'),
          (doc) => instancesOf(doc).get('accepted')?.get('order') === order,
        );
      },
    },
    'a ticket': {
      least: 'viewer',
      allowed: 'ok',
      ask: async ({ token }) => {
        const code = await apiClient(url, token).codeOf('POST', '/tickets', { imageId });
        return code === 200 ? 'ok' : String(code);
      },
    },
  };
}

/** Sends an edit and says whether the server's copy has it once all that was sent is dealt with. */
async function editAs(
  { imageId, url }: Pick<Place, 'imageId' | 'url'>,
  { token, userId }: Asked,
  change: (doc: Y.Doc) => void,
  isDone: (doc: Y.Doc) => boolean,
): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  using raw = await openRaw(documentUrl(url), userId, { imageId, headers });
  raw.send(step1());
  const answered = async () => until(() => raw.ofType(0, 1).length > 0, 10_000).then(() => null);
  const code = await Promise.race([raw.closed, answered()]);
  if (code !== null) return code === 4404 ? 'not-found' : String(code);
  const [tab, copy] = [new Y.Doc(), new Y.Doc()];
  for (const bytes of updatesIn(raw.received)) Y.applyUpdate(tab, bytes);
  const before = Y.encodeStateVector(tab);
  change(tab);
  raw.send(update(Y.encodeStateAsUpdate(tab, before)));
  // What brings nothing is echoed to everybody, behind what was sent before it.
  const nothing = Uint8Array.of(0, 0);
  raw.send(update(nothing));
  await until(() => raw.hasEchoOf(nothing), 10_000);
  for (const bytes of updatesIn(raw.received)) Y.applyUpdate(copy, bytes);
  return isDone(copy) ? 'ok' : 'forbidden';
}
