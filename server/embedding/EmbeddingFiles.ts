import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddingTensors } from '../inference/tensor/embeddingTensors.ts';
import { packTensors, unpackTensors } from './packTensors.ts';

const SUFFIX = '.tensors';

/**
 * Embeddings on disk, so that a restart encodes nothing again: `<folder>/<encoder>/<picture sha256>.tensors`,
 * written beside and renamed, the least recently used deleted beyond the cap. Losing any is harmless.
 */
export class EmbeddingFiles {
  readonly #folder: string;
  readonly #most: number;
  /** Bytes by file name, least recently used first. */
  readonly #sizes: Map<string, number>;

  private constructor(folder: string, mostBytes: number, sizes: Map<string, number>) {
    this.#folder = folder;
    this.#most = mostBytes;
    this.#sizes = sizes;
  }

  /** `encoder` names the encoder that made them: its sha256. */
  static async open(root: string, encoder: string, mostBytes: number): Promise<EmbeddingFiles> {
    const folder = join(root, encoder.slice(0, 16));
    await mkdir(folder, { recursive: true });
    const found: { name: string; bytes: number; usedAt: number }[] = [];
    for (const name of await readdir(folder)) {
      const info = await stat(join(folder, name));
      if (name.endsWith(SUFFIX)) found.push({ name, bytes: info.size, usedAt: info.mtimeMs });
      else await rm(join(folder, name), { force: true });
    }
    found.sort((a, b) => a.usedAt - b.usedAt);
    return new EmbeddingFiles(folder, mostBytes, new Map(found.map(({ name, bytes }) => [name, bytes])));
  }

  /** Null when it is not there or not whole. */
  async read(sha256: string): Promise<EmbeddingTensors | null> {
    const name = sha256 + SUFFIX;
    const bytes = this.#sizes.get(name);
    if (bytes === undefined) return null;
    this.#sizes.delete(name);
    const path = join(this.#folder, name);
    const tensors = await readFile(path).then(unpackTensors, () => null);
    if (!tensors) {
      await rm(path, { force: true });
      return null;
    }
    this.#sizes.set(name, bytes);
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    return tensors;
  }

  async write(sha256: string, tensors: EmbeddingTensors): Promise<void> {
    const name = sha256 + SUFFIX;
    const packed = packTensors(tensors);
    const beside = join(this.#folder, randomUUID());
    try {
      await writeFile(beside, packed);
      await rename(beside, join(this.#folder, name));
    } catch (cause) {
      // On a full disk half a file would only make it fuller.
      await rm(beside, { force: true });
      throw cause;
    }
    this.#sizes.delete(name);
    this.#sizes.set(name, packed.length);
    await this.#trim();
  }

  async #trim(): Promise<void> {
    let total = 0;
    for (const bytes of this.#sizes.values()) total += bytes;
    for (const [name, bytes] of [...this.#sizes]) {
      if (total <= this.#most) return;
      this.#sizes.delete(name);
      total -= bytes;
      await rm(join(this.#folder, name), { force: true });
    }
  }
}
