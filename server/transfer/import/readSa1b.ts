import { Problem } from '@maskroom/shared/base/problem';
import { ok, type Result } from '@maskroom/shared/base/result';
import type { ImportSkip } from '@maskroom/shared/protocol/import';
import { z } from 'zod';
import { parseElement } from './cocoLists.ts';
import { findImage, noImage } from './findImage.ts';
import type { AnnotationFile, ImportDesk } from './format.ts';
import type { ProjectImage } from './importMessages.ts';
import { JsonElements } from './JsonElements.ts';
import { packShape } from './packShape.ts';
import { readShape, type SkipReason } from './readShape.ts';

const size = z.int().min(1);
const imageSchema = z.object({ file_name: z.string().min(1).max(4_096), width: size, height: size });
/** Models guess a little above 1 now and then. */
const score = z
  .number()
  .transform((value) => Math.min(1, Math.max(0, value)))
  .nullable()
  .catch(null);
const maskSchema = z.object({
  id: z.int().min(0).optional(),
  segmentation: z.unknown().optional(),
  bbox: z.unknown().optional(),
  predicted_iou: score,
  stability_score: score,
});

/**
 * The masks of one picture as SA-1B has them (README of segment-anything), or the bare list of them that its
 * `scripts/amg.py --convert-to-rle` writes, whose picture has the file's name. They have no category: all get one label.
 */
export async function readSa1b(file: AnnotationFile, desk: ImportDesk): Promise<void> {
  const { found, fileName } = await readImage(file, desk);
  const named = { ...(file.name !== undefined && { file: file.name }), imageFileName: fileName };
  const [label] = found.ok ? await desk.labels([desk.label]) : [];
  const refusal: Omit<ImportSkip, 'annotationId'> | null = !found.ok
    ? { ...named, ...found.error }
    : label === undefined || typeof label === 'string'
      ? { ...named, code: 'label-refused', message: label ?? 'There is no label.' }
      : null;
  let count = 0;
  const read = (bytes: Uint8Array | null): void => {
    count++;
    if (refusal) {
      if (count === 1) desk.skips.add(refusal);
      else desk.skips.count(refusal.code);
      return;
    }
    if (!found.ok || label === undefined || typeof label === 'string') return;
    const said = parseElement(bytes, maskSchema);
    if (!said.ok) {
      const message = `Mask ${count} of the file: ${said.error}.`;
      desk.skips.add({ ...named, code: 'annotation-invalid', message });
      return;
    }
    const { id, predicted_iou: predictedIou, stability_score: stabilityScore } = said.value;
    const ofMask = { ...named, ...(id !== undefined && { annotationId: id }) };
    const shape = readShape(said.value, found.value);
    const packed = shape.ok ? packShape(shape.value, found.value) : shape;
    if (!packed.ok) desk.skips.add({ ...ofMask, ...packed.error });
    else {
      const item = { label: label.id, predictedIou, stabilityScore, attributes: {}, group: null };
      desk.take(found.value, { ...ofMask, ...packed.value, ...item });
    }
  };
  const elements = new JsonElements({ lists: ['annotations'], bare: 'annotations' }, (_, bytes) =>
    read(bytes),
  );
  for await (const chunk of file.chunks()) {
    elements.push(chunk);
    if (!(await desk.goOn())) return;
  }
}

interface FoundImage {
  readonly found: Result<ProjectImage, SkipReason>;
  readonly fileName: string;
}

/** Reads the file once through: whether it is whole, and which picture it is about. */
async function readImage(file: AnnotationFile, desk: ImportDesk): Promise<FoundImage> {
  let said: Result<z.output<typeof imageSchema>> | undefined;
  const elements = new JsonElements(
    { lists: ['annotations'], values: ['image'], bare: 'annotations' },
    (list, bytes) => {
      if (list === 'image') said = parseElement(bytes, imageSchema);
    },
  );
  for await (const chunk of file.chunks()) elements.push(chunk);
  elements.end();
  if (!elements.has('annotations') || (said && !said.ok) || !(said || elements.isBare))
    throw new Problem('bad-request', 'This is no file of SA-1B: it has no image or no annotations.');
  if (said?.ok) {
    const { file_name: fileName, ...size } = said.value;
    return { found: findImage(desk.images, fileName, size), fileName };
  }
  const name = file.name ?? file.calledBy;
  if (name === undefined)
    throw new Problem('bad-request', 'A bare list of masks says no picture: name the file like it.');
  return { found: findByStem(desk, name), fileName: name };
}

const ENDINGS = ['jpg', 'jpeg', 'png', 'webp', 'tif', 'tiff', 'JPG', 'JPEG', 'PNG'];

function findByStem({ images }: ImportDesk, name: string): Result<ProjectImage, SkipReason> {
  const stem = name.replace(/\.json$/i, '');
  const found = new Map<string, ProjectImage>();
  for (const ending of ENDINGS) {
    const image = images.find(`${stem}.${ending}`);
    if (image === 'ambiguous') return noImage(image);
    if (image !== 'missing') found.set(image.id, image);
  }
  const [first, second] = found.values();
  return first && !second ? ok(first) : noImage(second ? 'ambiguous' : 'missing');
}
