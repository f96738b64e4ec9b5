import { readInstances } from '@maskroom/shared/document/documentModel';
import { addInstance } from '@maskroom/shared/document/editDocument';
import type { MaskCandidate } from '@maskroom/shared/prompt/prompt';
import type { OpenDocument } from './liveClient.ts';
import { discPicture } from './pictures.ts';
import { addMember, createProject, type Member } from './team.ts';
import { startServer } from './testServer.ts';

export const disc = { width: 900, height: 600, cx: 420, cy: 310, radius: 150 };

export const idsIn = (document: OpenDocument): string[] => readInstances(document.doc).map(({ id }) => id);

/** A whole server with a picture of a disc, two annotators, a reviewer, a lead and a viewer. */
export async function openLiveScene() {
  const server = await startServer();
  const place = await createProject(server.url, ['disc', 'other'], { 'disc.jpg': await discPicture(disc) });
  const imageId = place.images[0].id;
  const add = (name: string, role: 'annotator' | 'reviewer' | 'lead' | 'viewer') =>
    addMember(place.admin, server.url, place.project.id, name, role);
  const people = {
    ann: await add('Ann', 'annotator'),
    ben: await add('Ben', 'annotator'),
    rea: await add('Rea', 'reviewer'),
    lee: await add('Lee', 'lead'),
    viv: await add('Viv', 'viewer'),
  };
  let nextPrompt = 0;
  return {
    server,
    place,
    imageId,
    people,
    click: (x: number, y: number) => ({
      promptId: `p${nextPrompt++}`,
      imageId,
      points: [[x, y, 1] as [number, number, 1]],
    }),
    /** Draws a candidate into a document; the id of what is made. */
    accept(document: OpenDocument, owner: Member, candidate: MaskCandidate): string {
      const id = crypto.randomUUID();
      const geometry = new Uint8Array(candidate.geometry);
      const label = place.project.labels[0].id;
      addInstance(
        document.doc,
        { id, label, geometry, createdBy: owner.id, source: 'model', predictedIou: candidate.predictedIou },
        'test',
      );
      return id;
    },
  };
}
export type LiveScene = Awaited<ReturnType<typeof openLiveScene>>;
