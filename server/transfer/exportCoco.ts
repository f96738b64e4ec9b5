import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import { cocoAnnotation } from './cocoAnnotation.ts';
import type { ExportedImage, ExportSource } from './exportSource.ts';

/** Text is handed on in pieces of about this many characters. */
const CHUNK = 64 * 1024;
/** Whoever labels meanwhile is held up no longer than this. */
const TURN_MS = 8;

/**
 * A project as COCO instances JSON, piece by piece: at no time is more in memory than the images' sizes and
 * one page of instances (an image's). Coordinates are pixels of the picture after its EXIF orientation. Ids count from 1 in
 * the project's order and mean nothing beyond the file; `attributes.instance_id` lasts.
 */
export async function* exportCoco(
  source: ExportSource,
  log: Log,
  at: Date = new Date(),
): AsyncGenerator<string> {
  let text = `{"info":${JSON.stringify(infoOf(source, at))},"licenses":[],"images":[`;
  const images = new Map<string, ExportedImage & { readonly number: number }>();
  for (const image of source.images) {
    const number = images.size + 1;
    images.set(image.id, { ...image, number });
    text += (number > 1 ? ',\n' : '\n') + JSON.stringify(cocoImage(image, number));
    if (text.length > CHUNK) {
      yield text;
      text = '';
    }
  }
  const categories = new Map(
    source.labels.map((label, index) => [label.id, { id: index + 1, asked: label.attributes }]),
  );
  text += `],"categories":${JSON.stringify(source.labels.map(({ name }, index) => ({ id: index + 1, name, supercategory: '' })))}`;
  text += ',"annotations":[';

  let written = 0;
  let turnAt = performance.now();
  for await (const page of source.instances) {
    for (const instance of page) {
      const image = images.get(instance.imageId);
      const category = categories.get(instance.labelId);
      const annotation =
        image &&
        category &&
        cocoAnnotation(
          instance,
          { id: written + 1, imageId: image.number, categoryId: category.id },
          image,
          category.asked,
        );
      if (!annotation) {
        log.warn(
          { instanceId: instance.id, imageId: instance.imageId },
          'an instance was left out of an export: its image, label or shape is not valid',
        );
        continue;
      }
      text += (written++ > 0 ? ',\n' : '\n') + JSON.stringify(annotation);
      if (text.length > CHUNK) {
        yield text;
        text = '';
      }
      if (performance.now() - turnAt > TURN_MS) {
        await nextTurn();
        turnAt = performance.now();
      }
    }
  }
  yield `${text}]}\n`;
}

const infoOf = ({ project }: ExportSource, at: Date) => ({
  year: at.getUTCFullYear(),
  version: '1.0',
  description: `${project.name} (coordinates in pixels after EXIF orientation)`,
  contributor: 'Maskroom',
  url: '',
  date_created: at.toISOString(),
});

const cocoImage = ({ fileName, width, height, createdAt, tags }: ExportedImage, id: number) => ({
  id,
  width,
  height,
  file_name: fileName,
  date_captured: new Date(createdAt).toISOString(),
  ...(tags.length > 0 && { tags }),
});
