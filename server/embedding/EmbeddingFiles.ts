import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { EmbeddingTensors } from '../inference/tensor/embeddingTensors.ts';
import { packTensors, unpackTensors } from './packTensors.ts';

const SUFFIX = '.tensors';

/**
 * Embeddings of all models on disk, so that a restart encodes nothing again: `<root>/<key>.tensors`, where a key is
 * `<embedding key of the model>/<sha256 of the picture>`; written beside and renamed, the least recently used deleted
 * beyond the cap. Losing any is harmless.
 */
export class EmbeddingFiles {
  readonly #root: string;
  readonly #most: number;
  /** Bytes by key, least recently used first. */
  readonly #sizes: Map<string, number>;

  private constructor(root: string, mostBytes: number, sizes: Map<string, number>) {
    this.#root = root;
    this.#most = mostBytes;
    this.#sizes = sizes;
  }

  static async open(root: string, mostBytes: number): Promise<EmbeddingFiles> {
    await mkdir(root, { recursive: true });
    const found: { key: string; bytes: number; usedAt: number }[] = [];
    for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const info = await stat(path);
      const key = join(relative(root, entry.parentPath), basename(entry.name, SUFFIX));
      if (entry.name.endsWith(SUFFIX)) found.push({ key, bytes: info.size, usedAt: info.mtimeMs });
      else await rm(path, { force: true });
    }
    found.sort((a, b) => a.usedAt - b.usedAt);
    const files = new EmbeddingFiles(root, mostBytes, new Map(found.map(({ bytes, key }) => [key, bytes])));
    await files.#trim();
    return files;
  }

  /** Null when it is not there or not whole. */
  async read(key: string): Promise<EmbeddingTensors | null> {
    const bytes = this.#sizes.get(key);
    if (bytes === undefined) return null;
    this.#sizes.delete(key);
    const path = this.#pathOf(key);
    const tensors = await readFile(path).then(unpackTensors, () => null);
    if (!tensors) {
      await rm(path, { force: true });
      return null;
    }
    this.#sizes.set(key, bytes);
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    return tensors;
  }

  async write(key: string, tensors: EmbeddingTensors): Promise<void> {
    const path = this.#pathOf(key);
    const packed = packTensors(tensors);
    const beside = join(dirname(path), randomUUID());
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(beside, packed);
      await rename(beside, path);
    } catch (cause) {
      // On a full disk half a file would only make it fuller.
      await rm(beside, { force: true });
      throw cause;
    }
    this.#sizes.delete(key);
    this.#sizes.set(key, packed.length);
    await this.#trim();
  }

  #pathOf(key: string): string {
    return join(this.#root, key + SUFFIX);
  }

  async #trim(): Promise<void> {
    let total = 0;
    for (const bytes of this.#sizes.values()) total += bytes;
    for (const [key, bytes] of [...this.#sizes]) {
      if (total <= this.#most) return;
      this.#sizes.delete(key);
      total -= bytes;
      await rm(this.#pathOf(key), { force: true });
    }
  }
}
