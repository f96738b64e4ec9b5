import { Readable } from 'node:stream';
import { exportFormats } from '@maskroom/shared/protocol/http';
import { z } from 'zod';
import { exportCoco } from '../transfer/exportCoco.ts';
import { attachment } from '../transfer/fileName.ts';
import { openExport } from '../transfer/openExport.ts';
import { onProject } from './access.ts';
import type { HttpApp } from './httpApp.ts';
import { idParams } from './params.ts';
import type { HttpParts } from './parts.ts';

export function exportRoutes(app: HttpApp, { db, log }: Pick<HttpParts, 'db' | 'log'>): void {
  app.get(
    '/projects/:id/export',
    {
      config: { ...onProject('export'), limit: 'heavy' },
      schema: {
        tags: ['projects'],
        summary: 'All annotations as COCO instances JSON; shapes with holes as RLE',
        params: idParams,
        querystring: z.object({
          format: z.enum(exportFormats).default('coco'),
          decision: z.literal('accepted').optional(),
        }),
      },
    },
    async (request, reply) => {
      const { decision } = request.query;
      const source = await openExport(db, request.params.id, { decision });
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', attachment(source.project.name, 'coco.json'))
        .header('cache-control', 'no-store')
        .send(Readable.from(exportCoco(source, log), { objectMode: false, highWaterMark: 256 * 1024 }));
    },
  );
}
