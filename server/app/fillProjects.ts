import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Problem } from '@maskroom/shared/base/problem';
import type { Accounts, Actor } from '../account/accounts.ts';
import type { Images } from '../image/images.ts';
import type { Log } from '../log/log.ts';
import type { Projects } from '../project/projects.ts';
import { seedSampleProject } from '../project/seedSampleProject.ts';

interface FillParts {
  readonly accounts: Accounts;
  readonly images: Images;
  readonly projects: Projects;
  readonly log: Log;
}

export interface Wanted {
  readonly samples: boolean;
  /** A folder of pictures to make a project of. */
  readonly folder?: string;
}

/** Makes the projects that a start asks for, in the server's own name. */
export async function fillProjects(parts: FillParts, { folder, samples }: Wanted): Promise<void> {
  const { accounts, images, log, projects } = parts;
  const owner = await accounts.serverActor();
  if (samples && (await projects.isEmpty())) {
    const projectId = await seedSampleProject(projects, images, owner);
    log.info({ projectId }, 'the sample project is ready');
  }
  if (folder !== undefined) await importFolder(parts, owner, resolve(folder));
}

/**
 * Takes every picture of a folder into the project of its name. Files that are none are named in the log and left
 * out; pictures the project has already are recognised, so a folder can be given at every start.
 */
async function importFolder(
  { images, log, projects }: FillParts,
  owner: Actor,
  folder: string,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => join(parentPath, name))
    .sort();
  const name = basename(folder);
  const existing = (await projects.list(owner)).find((project) => project.name === name);
  const { id } = existing ?? (await projects.create(owner, { name, labels: [{ name: 'object' }] }));
  let taken = 0;
  for (const file of files) {
    try {
      const { duplicateOf } = await images.ingest(id, owner, basename(file), createReadStream(file));
      if (duplicateOf === undefined) taken++;
    } catch (cause) {
      if (cause instanceof Problem) log.warn({ file, code: cause.code }, cause.message);
      else log.error({ file, err: cause }, 'a file could not be taken in');
    }
  }
  log.info({ projectId: id, taken, of: files.length }, 'the folder is a project');
}
