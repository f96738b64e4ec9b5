import { Problem } from '@maskroom/shared/base/problem';
import { announcedCaps } from '@maskroom/shared/document/documentModel';
import {
  type ImageOpen,
  type ImageOpened,
  imageCloseSchema,
  imageOpenSchema,
} from '@maskroom/shared/protocol/socket';
import { allowed } from '../account/permissions.ts';
import { SerialQueue } from '../document/SerialQueue.ts';
import { requireImage } from '../image/sight.ts';
import { answering } from './answer.ts';
import { type Connection, projectRoom } from './connection.ts';
import { OpenedImage } from './OpenedImage.ts';

/** A tab shows one image and warms the next few; nobody needs more rooms than this. */
const MAX_OPEN_IMAGES = 16;

export function registerImageHandlers(connection: Connection): void {
  const { socket, openImages } = connection;
  // Whoever flicks through images leaves one before it is open: it must not stay open behind them.
  const inOrder = new SerialQueue();
  socket.on(
    'image:open',
    answering(connection, imageOpenSchema, (asked) => inOrder.run(() => openImage(connection, asked))),
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

/** Fails without a change: an image that is open stays so, with the model it has. */
async function openImage(connection: Connection, { imageId, model }: ImageOpen): Promise<ImageOpened> {
  const { actor, openImages, parts, socket } = connection;
  const { documents, models, monitor } = parts;
  const { image, role } = await requireImage(parts, actor, imageId, 'project:read');
  const instances = await documents.countInstances(imageId);
  if (!openImages.has(imageId) && openImages.size >= MAX_OPEN_IMAGES)
    throw new Problem('rate-limited', `Close an image first: ${MAX_OPEN_IMAGES} are open.`);
  const held = await models.open(model ?? openImages.get(imageId)?.model.id);
  if (!socket.connected) {
    held.release();
    throw new Problem('unavailable');
  }
  const before = openImages.get(imageId);
  const open = before ?? new OpenedImage(connection, image, { held, mayAsk: allowed(role, 'annotate') });
  if (before) {
    before.use(held);
  } else {
    openImages.set(imageId, open);
    void socket.join(projectRoom(image.projectId));
    const { projectId } = image;
    monitor.sessionOpened(
      { userId: actor.userId, userName: actor.name, projectId, role },
      { imageId, imageName: image.fileName },
    );
  }
  const { id, name } = open.model;
  const { height, width } = image;
  return {
    imageId,
    width,
    height,
    embedding: open.prepare(),
    model: { id, name },
    instances,
    caps: announcedCaps,
  };
}
