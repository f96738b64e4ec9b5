import { type Role, roleAtLeast } from '@maskroom/shared/annotation/role';
import type { DocumentConnection } from '../../connection/documentConnection.ts';
import { acquireDocument, closeUnheldDocuments } from '../../connection/openDocuments.ts';
import { followDocument } from '../../document/journal/followDocument.ts';
import type { Journal } from '../../document/journal/journal.ts';
import { journalOf } from '../../document/journal/journals.ts';
import { recallHistory } from '../../document/journal/recalled.ts';
import { refuseWaiting, resumeElsewhere } from '../../document/journal/resume.ts';
import type { UndoHistory } from '../../document/undo.ts';
import { mayAnnotate } from './permissions.ts';

/** The document of the picture that is shown, and the journal of what this person does in it. */
export interface OwnWork {
  readonly document: DocumentConnection;
  readonly journal: Journal;
  onRefused(listener: (instanceIds: readonly string[]) => void): () => void;
  /** Brings what earlier pages left waiting, and puts what they did under this page's history. */
  takeUp(history: UndoHistory, labelName: (labelId: string) => string): Promise<void>;
}

export interface WorkPlace {
  readonly project: { readonly id: string };
  readonly image: { readonly id: string; readonly fileName: string };
  readonly me: { readonly id: string };
  readonly role: Role;
}

export function openOwnWork({ project, image, me, role }: WorkPlace): OwnWork {
  const journal = journalOf(me.id);
  const serverUrl = location.origin.replace(/^http/, 'ws');
  // What was done in another role lives on in the journal only: the server would not even answer it.
  if (!mayAnnotate(role)) closeUnheldDocuments(image.id);
  const document = acquireDocument({ serverUrl, imageId: image.id });
  const openedAt = Date.now();
  const picture = { imageId: image.id, projectId: project.id, fileName: image.fileName };
  const following = followDocument(document, picture, journal);

  return {
    document,
    journal,
    onRefused: following.onRefused,
    async takeUp(history, labelName) {
      await journal.loaded;
      void resumeElsewhere(journal, serverUrl, image.id);
      if (!mayAnnotate(role)) {
        refuseWaiting(journal, image.id, 'role');
        return;
      }
      await following.takeUp(roleAtLeast(role, 'lead'));
      const earlier = journal.store
        .getState()
        .steps.filter(
          ({ imageId, tab, state, at }) =>
            imageId === image.id && tab === journal.tab && state !== 'refused' && at < openedAt,
        );
      history.recall(recallHistory(document.doc, earlier, labelName));
    },
  };
}
