import type { Role } from '@maskroom/shared/annotation/role';
import type { ImportFormat } from '@maskroom/shared/protocol/import';
import type { Accounts, Actor } from '../../account/accounts.ts';
import type { Documents } from '../../document/documents.ts';
import type { Image, Images } from '../../image/images.ts';
import type { Tags } from '../../image/tags.ts';
import type { Log } from '../../log/log.ts';
import type { Projects } from '../../project/projects.ts';
import type { Database } from '../../store/database.ts';

export interface ImportsParts {
  readonly db: Database;
  readonly accounts: Pick<Accounts, 'record'>;
  readonly projects: Pick<Projects, 'labels' | 'addLabel'>;
  readonly images: Pick<Images, 'ingest'>;
  readonly documents: Pick<Documents, 'add'>;
  readonly tags: Pick<Tags, 'change'>;
  readonly log: Log;
  /** Absolute, its own. */
  readonly folder: string;
  /** Bytes of one import as it is sent, and of an archive unpacked. */
  readonly mostBytes: number;
  /** A picture is new in its project. */
  readonly onPicture?: (image: Image) => void;
  /** For one import; half an hour when absent. */
  readonly timeoutMs?: number;
}

export interface WantedImport {
  readonly projectId: string;
  readonly actor: Actor;
  /** The actor's in the project. */
  readonly role: Role;
  readonly format: ImportFormat;
  /** Of what has no category; `object` when absent. */
  readonly label?: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** What the file is called where it comes from, once the body is read. */
  readonly fileName?: () => string | undefined;
  /** How much of the annotations is read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}
