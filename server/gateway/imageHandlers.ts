import { Problem } from '@maskroom/shared/base/problem';
import { type ImageOpened, imageCloseSchema, imageOpenSchema } from '@maskroom/shared/protocol/socket';
import { allowed } from '../account/permissions.ts';
import { SerialQueue } from '../document/SerialQueue.ts';
import { answering } from './answer.ts';
import { type Connection, imageRoom, type OpenImage } from './connection.ts';

/** A tab shows one image and warms the next few; nobody needs more rooms than this. */
const MAX_OPEN_IMAGES = 16;

export function registerImageHandlers(connection: Connection): void {
  const { socket, openImages } = connection;
  // Whoever flicks through images leaves one before it is open: it must not stay open behind them.
  const inOrder = new SerialQueue();
  socket.on(
    'image:open',
    answering(connection, imageOpenSchema, ({ imageId }) =>
      inOrder.run(() => openImage(connection, imageId)),
    ),
  );
  socket.on(
    'image:close',
    answering(connection, imageCloseSchema, ({ imageId }) =>
      inOrder.run(() => {
        openImages.get(imageId)?.close();
        return { ok: true as const };
      }),
    ),
  );
  socket.on('disconnect', () => {
    for (const open of [...openImages.values()]) open.close();
  });
}

async function openImage(connection: Connection, imageId: string): Promise<ImageOpened> {
  const { actor, openImages, parts, socket } = connection;
  const { accounts, documents, embeddings, images, monitor } = parts;
  const image = await images.get(imageId);
  if (!image) throw new Problem('not-found', 'There is no such image, or you may not see it.');
  const role = await accounts.requireRole(actor, image.projectId, 'viewer');
  const instances = await documents.countInstances(imageId);
  if (!socket.connected) throw new Problem('unavailable');
  if (!openImages.has(imageId)) {
    if (openImages.size >= MAX_OPEN_IMAGES)
      throw new Problem('rate-limited', `Close an image first: ${MAX_OPEN_IMAGES} are open.`);
    const size = { width: image.width, height: image.height };
    openImages.set(
      imageId,
      keepOpen(
        connection,
        image,
        allowed(role, 'annotate') ? parts.prompts.open(actor.userId, imageId, size) : null,
      ),
    );
    monitor.sessionOpened({
      userId: actor.userId,
      userName: actor.name,
      projectId: image.projectId,
      imageId,
      imageName: image.fileName,
    });
  }
  const embedding = embeddings.isReady(imageId) ? 'ready' : 'encoding';
  if (embedding === 'encoding') warmEmbedding(connection, imageId);
  return { imageId, width: image.width, height: image.height, embedding, instances };
}

function keepOpen(
  connection: Connection,
  image: { id: string; projectId: string },
  promptSession: OpenImage['promptSession'],
): OpenImage {
  const { actor, openImages, parts, socket } = connection;
  void socket.join(imageRoom(image.id));
  parts.embeddings.pin(image.id);
  return {
    projectId: image.projectId,
    promptSession,
    close() {
      openImages.delete(image.id);
      promptSession?.close();
      parts.embeddings.unpin(image.id);
      parts.monitor.sessionClosed(actor.userId, image.id);
      hidePreview(connection, image.id);
      void socket.leave(imageRoom(image.id));
    },
  };
}

/** Urgent as long as the image is open. Encoding goes on for all who wait; progress reaches the image's room through the cache's listeners. */
function warmEmbedding({ log, parts, socket }: Connection, imageId: string): void {
  parts.embeddings.get(imageId, 'prewarm').catch((cause: unknown) => {
    const problem = cause instanceof Problem ? cause : new Problem('model-failed');
    log.warn({ imageId, err: cause }, 'an image could not be encoded');
    socket.emit('embedding:failed', { imageId, code: problem.code, message: problem.message });
  });
}

/** Tells the others that this person has no mask in flight any more. */
export function hidePreview({ actor, socket }: Connection, imageId: string): void {
  socket.to(imageRoom(imageId)).emit('preview:show', {
    userId: actor.userId,
    userName: actor.name,
    imageId,
    geometry: new Uint8Array(),
  });
}
