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

export function rememberModel(projectId: string, modelId: string): void {
  try {
    localStorage.setItem(key(projectId), modelId);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

export function forgetModel(projectId: string): void {
  try {
    localStorage.removeItem(key(projectId));
  } catch {
    // Nothing was kept.
  }
}
