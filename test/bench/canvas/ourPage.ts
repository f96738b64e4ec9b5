import { instancesOf } from '@maskroom/shared/document/documentModel';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import type { Browser } from 'playwright-core';
import { joinAs } from '../../support/annotators.ts';
import { openDocument } from '../../support/liveClient.ts';
import type { Member } from '../../support/team.ts';
import { until } from '../../support/until.ts';
import { openPlace } from '../place.ts';
import { blobs, pictureBytes } from './blobs.ts';
import { type Contender, viewport } from './contender.ts';

const BATCH = 500;

/** The built server with a picture for each count, with so many objects in its document, and somebody signed in. */
export async function openOurs(browser: Browser, counts: readonly number[]) {
  const jpeg = await pictureBytes();
  // What stands behind the end of a JPEG is not shown; it makes them different pictures.
  const pictures = counts.map((count) => [`${count}.jpg`, Buffer.concat([jpeg, Buffer.from([count % 251])])]);
  const place = await openPlace(Object.fromEntries(pictures));
  const drawer = await place.annotator('Drawer');
  const label = place.project.labels[0].id;
  for (const [i, count] of counts.entries())
    await fill(count, { url: place.url, drawer, label, imageId: place.images[i].id });
  const seat = await joinAs('Ann', 'annotator', { api: place.admin, browser, projectId: place.project.id });
  const storageState = await seat.context.storageState();
  await seat.context.close();
  const projectUrl = `${place.url}/projects/${place.project.id}`;

  return {
    projectUrl,
    contender: (count: number): Contender => ({
      name: 'Maskroom',
      url: `${projectUrl}/images/${place.images[counts.indexOf(count)].id}`,
      newContext: () => browser.newContext({ viewport, storageState }),
      drawn: `document.querySelector('[data-drawn-shapes]').dataset.drawnShapes === '${count}'`,
      stage: '[data-scale]',
      moves: true,
      hovers: true,
      panKey: 'h',
      hoverKey: 'v',
    }),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

interface Filling {
  readonly url: string;
  readonly imageId: string;
  readonly drawer: Member;
  readonly label: string;
}

/** Draws through the document's socket, as a program would, until somebody else has it all. */
async function fill(count: number, { url, imageId, drawer, label }: Filling): Promise<void> {
  const [writer, reader] = [1, 2].map(() => openDocument(url, drawer.token, imageId));
  await Promise.all([writer.synced, reader.synced]);
  const shapes = blobs(count);
  for (let from = 0; from < count; from += BATCH) {
    const batch = shapes.slice(from, from + BATCH);
    writer.doc.transact(() => {
      for (const [i, points] of batch.entries()) {
        const geometry = encodeGeometry([[points]]);
        const made = { label, geometry, createdBy: drawer.id, source: 'manual', predictedIou: null } as const;
        addInstance(writer.doc, { id: `s${from + i}`, ...made }, 'bench');
      }
    });
    await until(() => instancesOf(reader.doc).size === from + batch.length);
  }
  writer.destroy();
  reader.destroy();
}
