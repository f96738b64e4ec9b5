import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor } from '../account/actor.ts';
import { repositoryRoot } from '../config/repositoryRoot.ts';
import type { Projects } from './projects.ts';

/** Pictures made for the purpose, free of anybody's rights. */
export const samplesFolder = fileURLToPath(new URL('server/project/samples/', repositoryRoot));

const sampleLabels = [
  'sheep',
  'tree',
  'fence',
  'house',
  'car',
  'window',
  'person',
  'boat',
  'water',
  'sky',
  'field',
  'road',
  'roof',
  'nucleus',
  'cell',
  'bottle',
  'tin',
  'box',
  'mug',
  'plate',
  'food',
  'tool',
  'other',
];

/** Whatever takes a picture into a project. */
export interface PictureTaker {
  ingest(
    projectId: string,
    actor: Actor,
    fileName: string,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<unknown>;
}

/**
 * A project to try everything with, made by `owner` of the pictures in `folder`, in the order of their names.
 * Gives its id, or null when there are no pictures.
 */
export async function seedSampleProject(
  projects: Pick<Projects, 'create'>,
  images: PictureTaker,
  owner: Actor,
  folder: string = samplesFolder,
): Promise<string | null> {
  const files = await readdir(folder).catch(() => []);
  const pictures = files.filter((name) => name.endsWith('.jpg')).sort();
  if (pictures.length === 0) return null;
  const labels = sampleLabels.map((name) => ({ name }));
  const { id } = await projects.create(owner, { name: 'Sample project', labels });
  for (const name of pictures) await images.ingest(id, owner, name, createReadStream(join(folder, name)));
  return id;
}
