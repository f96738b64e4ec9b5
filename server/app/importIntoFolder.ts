import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import type { ImportFormat, ImportReport } from '@maskroom/shared/protocol/import';
import type { Accounts, Actor } from '../account/accounts.ts';
import type { Settings } from '../config/settings.ts';
import { createImages } from '../image/images.ts';
import { createTags } from '../image/tags.ts';
import type { Log } from '../log/log.ts';
import { createProjects } from '../project/projects.ts';
import type { Database } from '../store/database.ts';
import { lockFolder } from '../store/folderLock.ts';
import { createImports } from '../transfer/import/imports.ts';
import { openDocuments } from './openDocuments.ts';

export interface ImportedFile {
  readonly projectId: string;
  readonly path: string;
  readonly format: ImportFormat;
  /** For what has no category. */
  readonly label?: string;
  readonly actor: Actor;
  readonly onProgress?: (share: number) => void;
}

/**
 * Takes a file of annotations into a data folder on which no server runs, as one would.
 * @throws Problem `conflict` when one does, `not-found`, `forbidden`, `bad-request`, `too-large`
 */
export async function importIntoFolder(
  settings: Settings,
  { accounts, db, log }: { readonly db: Database; readonly accounts: Accounts; readonly log: Log },
  { actor, path, projectId, ...wanted }: ImportedFile,
): Promise<ImportReport> {
  const release = lockFolder(settings.dataFolder);
  const images = createImages(db, join(settings.dataFolder, 'images'), {
    maxMegapixels: settings.maxPictureMegapixels,
    log,
  });
  const documents = openDocuments(db, accounts, images, log);
  try {
    const role = await accounts.requireOperation(actor, projectId, 'import');
    const imports = await createImports({
      ...{ db, accounts, images, documents, log },
      projects: createProjects(db, accounts),
      tags: createTags(db),
      folder: join(settings.dataFolder, 'imports'),
      mostBytes: settings.maxImportMb * 1_000_000,
    });
    const [body, fileName] = [createReadStream(path), () => basename(path)];
    return await imports.take({ projectId, actor, role, body, fileName, ...wanted });
  } finally {
    await documents.close();
    images.close();
    release();
  }
}
