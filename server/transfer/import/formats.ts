import type { ImportFormat } from '@maskroom/shared/protocol/import';
import type { ReadFormat } from './format.ts';
import { readCoco } from './readCoco.ts';

interface FormatReader {
  readonly read: ReadFormat;
  /** Which files of an archive are of the format. */
  readonly isFile: (name: string) => boolean;
}

export const formatReaders: Readonly<Record<ImportFormat, FormatReader>> = {
  coco: { read: readCoco, isFile: (name) => /\.json$/i.test(name) },
};
