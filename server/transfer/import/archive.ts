import { Problem } from '@maskroom/shared/base/problem';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** A file in an archive. */
export interface ArchiveEntry {
  /** With its folders. */
  readonly name: string;
  /** Unpacked. */
  readonly bytes: number;
  /** Unpacked as they are read. @throws Problem `bad-request` where they are not what the table of contents promises */
  chunks(): AsyncIterable<Uint8Array>;
}

export interface Archive {
  /** In the archive's order, without folders and what systems leave behind. */
  readonly entries: readonly ArchiveEntry[];
  close(): void;
}

export const MOST_ENTRIES = 50_000;
/** JSON packs to a tenth, its most repetitive to a fiftieth; more is a bomb. */
const MOST_RATIO = 200;
/** Small files may pack as well as they like. */
const HARMLESS_BYTES = 1024 * 1024;
const LOCAL_HEADER_BYTES = 30;
/** The kinds of files in the upper half of Unix attributes. */
const [KIND_MASK, REGULAR, FOLDER] = [0o170000, 0o100000, 0o040000];

const refuse = (what: string): Problem => new Problem('bad-request', `The archive is refused: ${what}`);

/**
 * A zip on disk, its table of contents checked before anything is unpacked: no name leaves the archive, nothing is a
 * link, nothing shares its bytes, and all of it unpacks to at most `mostBytes`. Entries are unpacked as they are read.
 * @throws Problem `bad-request`, `too-large`
 */
export async function openArchive(path: string, mostBytes: number): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch(unreadable);
  try {
    if (zip.entryCount > MOST_ENTRIES)
      throw new Problem('too-large', `An archive may hold ${MOST_ENTRIES} files.`);
    const found: Entry[] = [];
    try {
      for await (const entry of zip.eachEntry()) found.push(entry);
    } catch (cause) {
      unreadable(cause);
    }
    for (const entry of found) checkEntry(entry);
    checkTogether(found, mostBytes);
    const entries = found.filter(({ fileName }) => !fileName.endsWith('/') && !isClutter(fileName));
    return {
      entries: entries.map((entry) => ({
        name: entry.fileName,
        bytes: entry.uncompressedSize,
        chunks: () => unpack(zip, entry),
      })),
      close: () => zip.close(),
    };
  } catch (cause) {
    zip.close();
    throw cause;
  }
}

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    // What goes wrong behind what is read must not end the process.
    stream.on('error', () => {});
    yield* stream;
  } catch (cause) {
    unreadable(cause);
  }
}

function unreadable(cause: unknown): never {
  throw refuse(`${cause instanceof Error ? cause.message.slice(0, 200) : 'it cannot be read'}.`);
}

function checkEntry(entry: Entry): void {
  const { compressedSize, externalFileAttributes, fileName, uncompressedSize } = entry;
  const kind = (externalFileAttributes >>> 16) & KIND_MASK;
  if (kind !== 0 && kind !== REGULAR && kind !== FOLDER) throw refuse(`“${fileName}” is a link or no file.`);
  if (!entry.canDecodeFileData()) throw refuse(`“${fileName}” is encrypted or packed in an unusual way.`);
  if (uncompressedSize > HARMLESS_BYTES && uncompressedSize > MOST_RATIO * compressedSize)
    throw refuse(`“${fileName}” unpacks to more than ${MOST_RATIO} times its size.`);
}

function checkTogether(entries: readonly Entry[], mostBytes: number): void {
  const bytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (bytes > mostBytes)
    throw new Problem('too-large', `The archive unpacks to more than ${mostBytes} bytes.`);
  const names = new Set<string>();
  for (const { fileName } of entries) {
    const name = fileName.normalize('NFC').toLowerCase();
    if (names.has(name)) throw refuse(`“${fileName}” is there twice, or in another case.`);
    names.add(name);
  }
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  inOrder.forEach(({ compressedSize, fileName, fileNameLength, relativeOffsetOfLocalHeader }, i) => {
    const end = relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + fileNameLength + compressedSize;
    const next = inOrder[i + 1];
    if (next && end > next.relativeOffsetOfLocalHeader)
      throw refuse(`“${fileName}” overlaps “${next.fileName}”.`);
  });
}

const isClutter = (name: string): boolean =>
  name.startsWith('__MACOSX/') || /(?:^|\/)(?:\.[^/]*|Thumbs\.db|desktop\.ini)$/i.test(name);
