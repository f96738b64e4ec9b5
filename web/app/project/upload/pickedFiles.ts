/** The part of a dropped file or folder that is needed to walk it (`FileSystemEntry` and its kinds). */
export interface DropEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  file?(take: (file: File) => void, fail: (cause: unknown) => void): void;
  createReader?(): {
    readEntries(take: (entries: DropEntry[]) => void, fail: (cause: unknown) => void): void;
  };
}

export interface Picked {
  readonly files: readonly File[];
  /** Names of what could not be read from the disk. */
  readonly unreadable: readonly string[];
}

/** What systems leave in folders and nobody means to upload. */
const isClutter = (name: string): boolean =>
  name.startsWith('.') || name === 'Thumbs.db' || name === 'desktop.ini';

/** All files below the entries, folders walked to the bottom, in the order of their names. */
export async function walkEntries(entries: readonly DropEntry[]): Promise<Picked> {
  const files: File[] = [];
  const unreadable: string[] = [];
  const visit = async (entry: DropEntry): Promise<void> => {
    if (isClutter(entry.name)) return;
    try {
      if (entry.isDirectory) for (const child of await childrenOf(entry)) await visit(child);
      else if (entry.isFile) files.push(await fileOf(entry));
    } catch {
      unreadable.push(entry.name);
    }
  };
  for (const entry of entries) await visit(entry);
  return { files, unreadable };
}

const fileOf = (entry: DropEntry): Promise<File> =>
  new Promise((take, fail) => (entry.file ? entry.file(take, fail) : fail(new Error('not a file'))));

/** A reader gives at most about a hundred entries a call, and an empty list at the end. */
async function childrenOf(entry: DropEntry): Promise<DropEntry[]> {
  const reader = entry.createReader?.();
  const children: DropEntry[] = [];
  while (reader) {
    const some = await new Promise<DropEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (some.length === 0) break;
    children.push(...some);
  }
  return children.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** What a drop carries. The entries must be asked for at once: the drop forgets them after its event. */
export async function dropped(transfer: DataTransfer): Promise<Picked> {
  const entries: DropEntry[] = [];
  const loose: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile();
    if (entry) entries.push(entry);
    if (file) loose.push(file);
  }
  const walked = await walkEntries(entries);
  return { ...walked, files: [...walked.files, ...loose] };
}

/** What a file picker gave, in the order of the names. */
export const chosen = (list: FileList): readonly File[] =>
  [...list]
    .filter((file) => !isClutter(file.name))
    .sort((a, b) => a.webkitRelativePath.localeCompare(b.webkitRelativePath, 'en', { numeric: true }));
