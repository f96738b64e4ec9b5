import { err, ok, type Result } from '@maskroom/shared/base/result';
import type { FileNames } from './FileNames.ts';
import type { ProjectImage } from './importMessages.ts';
import type { SkipReason } from './readShape.ts';

/** Why a name stands for no picture. */
export const noImage = (why: 'missing' | 'ambiguous'): Result<never, SkipReason> =>
  why === 'missing'
    ? err({ code: 'image-missing', message: 'The project has no picture of this name.' })
    : err({ code: 'image-ambiguous', message: 'The project has several pictures of this name.' });

/** The project's picture of this name, if it is as large as the file says. */
export function findImage(
  images: FileNames,
  fileName: string,
  { height, width }: Pick<ProjectImage, 'width' | 'height'>,
): Result<ProjectImage, SkipReason> {
  const found = images.find(fileName);
  if (found === 'missing' || found === 'ambiguous') return noImage(found);
  if (found.width === width && found.height === height) return ok(found);
  const sizes = `The file says ${width} × ${height} pixels, the picture has ${found.width} × ${found.height}`;
  return err({ code: 'image-size', message: `${sizes}, upright.` });
}
