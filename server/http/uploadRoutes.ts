import multipart from '@fastify/multipart';
import { Problem } from '@maskroom/shared/base/problem';
import { type UploadReport, uploadReportSchema } from '@maskroom/shared/protocol/http';
import { z } from 'zod';
import { actorOf, onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { partsOf, whole } from './multipartParts.ts';
import { answers } from './openapi.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

/** Bytes of one file. A TIFF of the largest picture taken, uncompressed, fits. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_FILES = 10_000;

/** Pictures are read as they arrive, one after the other; a bad one is reported and costs the others nothing. */
export async function uploadRoutes(
  app: HttpApp,
  { images, log, maxUploadBytes = MAX_FILE_BYTES, models }: HttpParts,
): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: maxUploadBytes,
      files: MAX_FILES,
      parts: MAX_FILES + 100,
      fields: 100,
      fieldSize: 4_096,
      headerPairs: 50,
    },
  });

  app.post(
    '/projects/:id/images',
    {
      config: onProject('images:add'),
      schema: {
        tags: ['projects'],
        summary: 'Add pictures: JPEG, PNG, WebP or TIFF, many in the field `files`',
        consumes: ['multipart/form-data'],
        params: idParams,
        body: z.object({ files: z.array(z.file()) }),
        response: answers(uploadReportSchema),
      },
      // The body is a stream; its schema is for the reader of the description.
      validatorCompiler: () => () => true,
    },
    async (request) => {
      if (!request.isMultipart())
        throw new Problem('bad-request', 'Send multipart/form-data with the pictures in the field `files`.');
      const [actor, projectId] = [actorOf(request), request.params.id];
      const report: UploadReport = { images: [], rejected: [] };
      let place = -1;
      for await (const part of partsOf(request)) {
        if (part.type !== 'file') continue;
        const fileName = unescaped(part.filename || 'unnamed');
        place++;
        try {
          if (part.fieldname !== 'files')
            throw new Problem('bad-request', 'Pictures belong in the field `files`.');
          const { duplicateOf, image } = await images.ingest(
            projectId,
            actor,
            fileName,
            whole(part.file, maxUploadBytes),
          );
          models.encodeAhead(image);
          const { height, id, sha256, width } = image;
          report.images.push({
            id,
            fileName: image.fileName,
            width,
            height,
            sha256,
            place,
            ...(duplicateOf && { duplicateOf }),
          });
        } catch (cause) {
          if (!(cause instanceof Problem))
            log.error({ err: cause, projectId }, 'a picture could not be taken in');
          const { code, message } = cause instanceof Problem ? cause : new Problem('internal');
          report.rejected.push({ fileName, code, message, place });
        } finally {
          // What nobody read must still flow by, or the next file never arrives.
          part.file.resume();
        }
      }
      return report;
    },
  );
}

/** Browsers and curl write a quote in a file's name as `%22`, and leave every other sign as it is. */
const unescaped = (name: string): string => name.replaceAll('%22', '"');
