import type { Role } from '@maskroom/shared/annotation/role';
import { Problem } from '@maskroom/shared/base/problem';
import type { Actor } from '../account/actor.ts';
import { allowed, type Operation, seesTwins } from '../account/permissions.ts';
import type { Roles } from '../account/roles.ts';
import type { Database } from '../store/database.ts';
import { hasOpenTwin } from '../store/twinStore.ts';
import type { Image } from './image.ts';

export interface Viewer {
  readonly userId: string;
  /** In the image's project. */
  readonly role: Role;
}

/** Q20. Whoever only draws has a twin of theirs in place of what it is of, and nobody else's. */
export async function isSeenBy(db: Database, image: Image, { role, userId }: Viewer): Promise<boolean> {
  if (seesTwins(role)) return true;
  if (image.twin) return image.twin.userId === userId && !image.twin.hasEnded;
  return !(await hasOpenTwin(db, image.id, userId));
}

interface Parts {
  readonly accounts: Pick<Roles, 'requireOperation'>;
  readonly images: {
    get(imageId: string): Promise<Image | null>;
    isSeenBy(image: Image, viewer: Viewer): Promise<boolean>;
  };
}

/**
 * The one way to an image that somebody asks for by its id: what they may not see is not there.
 * @throws Problem `not-found`, `forbidden`
 */
export async function requireImage(
  { accounts, images }: Parts,
  actor: Actor,
  imageId: string,
  operation: Operation,
): Promise<{ image: Image; role: Role }> {
  const image = await images.get(imageId);
  if (!image) throw new Problem('not-found', 'There is no such image, or you may not see it.');
  const role = await accounts.requireOperation(actor, image.projectId, 'project:read');
  if (!(await images.isSeenBy(image, { userId: actor.userId, role })))
    throw new Problem('not-found', 'There is no such image, or you may not see it.');
  if (!allowed(role, operation)) throw new Problem('forbidden');
  return { image, role };
}
