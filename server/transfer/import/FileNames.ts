import { cleanFileName } from '../../image/fileName.ts';
import type { ProjectImage } from './importMessages.ts';

const ambiguous = Symbol('ambiguous');

/**
 * Finds pictures by the names that files of annotations give them: first those that came in the same archive, by as
 * much of their path as the name says, then the project's, by the name without folders.
 */
export class FileNames {
  readonly #byName = new Map<string, ProjectImage | typeof ambiguous>();
  readonly #byPath = new Map<string, ProjectImage | typeof ambiguous>();
  readonly #byId = new Map<string, ProjectImage>();

  addImage(image: ProjectImage): void {
    this.#byId.set(image.id, image);
    put(this.#byName, image.fileName, image);
  }

  /** A picture that lies at this path of the archive; the project has it by now. */
  addPath(path: string, imageId: string): void {
    const image = this.#byId.get(imageId);
    if (!image) return;
    const folders = path.normalize('NFC').split('/');
    for (let i = 0; i < folders.length; i++) put(this.#byPath, folders.slice(i).join('/'), image);
  }

  /** Or why there is none. */
  find(fileName: string): ProjectImage | 'ambiguous' | 'missing' {
    const path = fileName
      .normalize('NFC')
      .replaceAll('\\', '/')
      .replace(/^(?:\.?\/)+/, '');
    const found = this.#byPath.get(path) ?? this.#byName.get(cleanFileName(fileName));
    return found === undefined ? 'missing' : found === ambiguous ? 'ambiguous' : found;
  }
}

function put(map: Map<string, ProjectImage | typeof ambiguous>, name: string, image: ProjectImage): void {
  const there = map.get(name);
  map.set(name, there === undefined || (there !== ambiguous && there.id === image.id) ? image : ambiguous);
}
