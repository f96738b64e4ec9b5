import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Limited } from '@maskroom/shared/base/limitConcurrency';
import type { Actor } from '../account/actor.ts';
import type { Database } from '../store/database.ts';
import { findDuplicate, insertImage } from '../store/imageStore.ts';
import type { DecodeLimits } from './decoder.ts';
import { cleanFileName } from './fileName.ts';
import { type Image, imageOf } from './image.ts';
import type { PictureFiles } from './pictureFiles.ts';
import { preparePicture } from './preparePicture.ts';
import { receiveFile } from './receiveFile.ts';

export interface Ingested {
  readonly image: Image;
  /** The id of the picture with this content that the project already had; `image` is that one. */
  readonly duplicateOf?: string;
}

export interface IngestParts {
  readonly db: Database;
  readonly files: PictureFiles;
  readonly limits: DecodeLimits;
  readonly decoding: Limited;
  /** Makes what a picture is shown through, when it is stored; nobody waits for it. */
  prepare(image: Image): Promise<void>;
}

/** A 16-bit RGBA picture that is not compressed; nothing honest is larger. */
const MAX_BYTES_PER_PIXEL = 8;

/**
 * Takes a picture in: receives the file, decodes it whole, stores it. All or nothing.
 * @throws Problem `picture-empty`, `picture-unsupported`, `picture-broken`, `picture-too-large`, `too-large`
 */
export const createIngest =
  ({ db, decoding, files, limits, prepare }: IngestParts) =>
  async (
    projectId: string,
    actor: Actor,
    fileName: string,
    bytes: AsyncIterable<Uint8Array> | Uint8Array,
  ): Promise<Ingested> => {
    const temporary = await files.newTemporary();
    try {
      const source = bytes instanceof Uint8Array ? once(bytes) : bytes;
      const received = await receiveFile(source, temporary, limits.maxPixels * MAX_BYTES_PER_PIXEL);
      const known = await findDuplicate(db, projectId, received.sha256);
      if (known) return { image: imageOf(known), duplicateOf: known.id };
      const { range, ...size } = await decoding(() => preparePicture(temporary, received, files, limits));
      const image = {
        id: randomUUID(),
        project_id: projectId,
        file_name: cleanFileName(fileName),
        sha256: received.sha256,
        ...size,
        format: received.kind,
        bytes: received.bytes,
        created_at: Date.now(),
        created_by: actor.userId,
        value_range: range && JSON.stringify(range),
        ...noTwin,
      };
      const inserted = await insertImage(db, image);
      if (inserted) {
        const taken = imageOf(image);
        void prepare(taken);
        return { image: taken };
      }
      // The same file came twice at the same time.
      const first = await findDuplicate(db, projectId, received.sha256);
      if (!first) throw new Error('an image was neither stored nor there');
      return { image: imageOf(first), duplicateOf: first.id };
    } finally {
      await rm(temporary, { force: true });
    }
  };

const noTwin = { twin_of: null, twin_for: null, twin_kind: null, twin_ended_at: null } as const;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
