import type { Assist } from '../../assist/assist.ts';
import type { ImageSession } from '../../connection/imageSession.ts';
import { problemWords, t } from '../../ui/language/language.ts';
import type { Notes } from '../../ui/Toast.tsx';

/** Which model a person works with in a project, kept in this browser. */
const key = (projectId: string): string => `maskroom.model.${projectId}`;

/** Null: the server's own. */
export function recallModel(projectId: string): string | null {
  try {
    return localStorage.getItem(key(projectId));
  } catch {
    return null;
  }
}

function rememberModel(projectId: string, modelId: string): void {
  try {
    localStorage.setItem(key(projectId), modelId);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function forgetModel(projectId: string): void {
  try {
    localStorage.removeItem(key(projectId));
  } catch {
    // Nothing was kept.
  }
}

interface FollowedModel {
  readonly assist: Pick<Assist, 'askAgain'>;
  readonly imageSession: Pick<ImageSession, 'answering' | 'onModelRefused'>;
  readonly notes: Notes;
  readonly project: { readonly id: string };
}

/** Keeps the choice once the model answers, and says why one that was chosen does not. Returns how to stop. */
export function followModel({ assist, imageSession, notes, project }: FollowedModel): () => void {
  imageSession.onModelRefused(({ code, message }) => {
    if (code === 'model-unknown') forgetModel(project.id);
    const still = imageSession.answering.getState().model;
    const words = problemWords({ code, message });
    notes.warn({
      title: t(code === 'model-limit' ? 'session.noRoom' : 'session.noModel'),
      description: still ? t('session.stillFrom', { words, model: still.name }) : words,
    });
  });
  return imageSession.answering.subscribe(({ model }, { model: before }) => {
    if (!model || !before) return;
    rememberModel(project.id, model.id);
    assist.askAgain();
  });
}
