import type { ImportFormat } from '@maskroom/shared/protocol/import';
import type { ReadFormat } from './format.ts';
import { readCoco } from './readCoco.ts';
import { readSa1b } from './readSa1b.ts';

interface FormatReader {
  readonly read: ReadFormat;
  /** Which files of an archive are of the format. */
  readonly isFile: (name: string) => boolean;
}

export const formatReaders: Readonly<Record<ImportFormat, FormatReader>> = {
  coco: { read: readCoco, isFile: (name) => /\.json$/i.test(name) },
  'sa-1b': { read: readSa1b, isFile: (name) => /\.json$/i.test(name) },
};
