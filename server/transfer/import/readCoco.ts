import type { Label } from '@maskroom/shared/annotation/label';
import { Problem } from '@maskroom/shared/base/problem';
import type { ImportSkip } from '@maskroom/shared/protocol/import';
import { readAnswers, readGroup } from './answers.ts';
import {
  cocoAnnotationSchema,
  cocoCategorySchema,
  cocoImageSchema,
  cocoTagsSchema,
  parseElement,
} from './cocoLists.ts';
import { findImage } from './findImage.ts';
import type { AnnotationFile, ImportDesk } from './format.ts';
import type { ProjectImage } from './importMessages.ts';
import { JsonElements, type OnElement } from './JsonElements.ts';
import { packShape } from './packShape.ts';
import { readShape } from './readShape.ts';

const MOST_IMAGES = 1_000_000;
const MOST_CATEGORIES = 10_000;
const MOST_ANNOTATIONS = 5_000_000;

/** What an id of the file stands for, or why annotations that name it are left out; said once, counted each time. */
type Meaning<T> = { readonly is: T } | { readonly no: Omit<ImportSkip, 'annotationId'>; isSaid: boolean };

/**
 * COCO instances JSON. Read twice: first the lists of images and categories, which may stand behind the annotations, and
 * with them whether the file is whole; then the annotations, one at a time.
 */
export async function readCoco(file: AnnotationFile, desk: ImportDesk): Promise<void> {
  const { categories, images, tagged } = await readLists(file, desk);
  for (const [image, said] of tagged) {
    const tags = cocoTagsSchema.safeParse(said);
    const refused = tags.success ? await desk.tag(image, tags.data) : 'They are no list of tags.';
    const skip = { ...of(file), imageFileName: image.fileName, code: 'tags-refused' } as const;
    if (refused !== null) desk.skips.add({ ...skip, message: refused });
  }
  const coco = new CocoAnnotations(file, desk, images, await labelsOf(file, desk, categories));
  const elements = new JsonElements({ lists: ['annotations'] }, (_, bytes) => coco.read(bytes));
  for await (const chunk of file.chunks()) {
    elements.push(chunk);
    if (!(await desk.goOn())) return;
  }
}

async function readLists(file: AnnotationFile, desk: ImportDesk) {
  const images = new Map<number, Meaning<ProjectImage>>();
  const categories = new Map<number, string>();
  const taken = new Map<string, number>();
  const tagged = new Map<ProjectImage, unknown>();
  const counts = { images: 0, categories: 0, annotations: 0 };
  const atMost = (list: keyof typeof counts, most: number): void => {
    if (++counts[list] > most) throw new Problem('too-large', `A file may have ${most} ${list}.`);
  };

  const readImage = (bytes: Uint8Array | null): void => {
    atMost('images', MOST_IMAGES);
    const said = parseElement(bytes, cocoImageSchema);
    if (!said.ok) {
      const message = `Image ${counts.images} of the file: ${said.error}.`;
      desk.skips.add({ ...of(file), code: 'image-invalid', message });
      return;
    }
    const { file_name: imageFileName, height, id, tags, width } = said.value;
    const no = (code: ImportSkip['code'], message: string): Meaning<ProjectImage> => ({
      no: { ...of(file), imageFileName, code, message },
      isSaid: false,
    });
    if (images.has(id)) {
      images.set(id, no('image-ambiguous', `Several images of the file have the id ${id}.`));
      return;
    }
    const found = findImage(desk.images, imageFileName, { width, height });
    if (!found.ok) images.set(id, no(found.error.code, found.error.message));
    else if (taken.has(found.value.id)) {
      const twice = no('image-ambiguous', 'Several images of the file are this picture.');
      images.set(id, twice).set(taken.get(found.value.id) ?? id, twice);
    } else {
      images.set(id, { is: found.value });
      taken.set(found.value.id, id);
      if (tags !== undefined && tags !== null) tagged.set(found.value, tags);
    }
  };

  const readCategory = (bytes: Uint8Array | null): void => {
    atMost('categories', MOST_CATEGORIES);
    const said = parseElement(bytes, cocoCategorySchema);
    const fault = said.ok
      ? categories.has(said.value.id) && `its id ${said.value.id} is another's`
      : said.error;
    if (said.ok && fault === false) categories.set(said.value.id, said.value.name);
    else {
      const message = `Category ${counts.categories} of the file: ${fault}.`;
      desk.skips.add({ ...of(file), code: 'category-invalid', message });
    }
  };

  const onElement: OnElement = (list, bytes) => {
    if (list === 'images') readImage(bytes);
    else if (list === 'categories') readCategory(bytes);
    else atMost('annotations', MOST_ANNOTATIONS);
  };
  const elements = new JsonElements({ lists: ['images', 'categories', 'annotations'] }, onElement);
  for await (const chunk of file.chunks()) {
    elements.push(chunk);
    if (!(await desk.goOn())) throw new Problem('too-large', 'The file takes too long to read.');
  }
  elements.end();
  if (!elements.has('images') || !elements.has('annotations'))
    throw new Problem(
      'bad-request',
      'This is no COCO file of instances: it has no list of images or annotations.',
    );
  return { images, categories, tagged };
}

async function labelsOf(
  file: AnnotationFile,
  desk: ImportDesk,
  categories: ReadonlyMap<number, string>,
): Promise<Map<number, Meaning<Label>>> {
  const labels = await desk.labels([...categories.values()]);
  return new Map(
    [...categories].map(([id, name], i): [number, Meaning<Label>] => {
      const label = labels[i];
      if (typeof label !== 'string') return [id, { is: label }];
      const message = `Annotations of “${name}” are left out: ${label}`;
      return [id, { no: { ...of(file), code: 'label-refused', message }, isSaid: false }];
    }),
  );
}

const of = ({ name }: AnnotationFile) => (name === undefined ? {} : { file: name });

class CocoAnnotations {
  readonly #ids = new Set<number>();
  #count = 0;

  constructor(
    readonly file: AnnotationFile,
    readonly desk: ImportDesk,
    readonly images: ReadonlyMap<number, Meaning<ProjectImage>>,
    readonly labels: ReadonlyMap<number, Meaning<Label>>,
  ) {}

  read(bytes: Uint8Array | null): void {
    this.#count++;
    const { skips } = this.desk;
    const said = parseElement(bytes, cocoAnnotationSchema);
    if (!said.ok) {
      const message = `Annotation ${this.#count} of the file: ${said.error}.`;
      skips.add({ ...of(this.file), code: 'annotation-invalid', message });
      return;
    }
    const { attributes, category_id, id, image_id, score } = said.value;
    const named = { ...of(this.file), ...(id !== undefined && { annotationId: id }) };
    if (id !== undefined && this.#ids.has(id)) {
      skips.add({ ...named, code: 'annotation-twice', message: `Another annotation has the id ${id}.` });
      return;
    }
    if (id !== undefined) this.#ids.add(id);
    const image = this.#meaning(this.images, image_id, 'image', named);
    const label = image && this.#meaning(this.labels, category_id, 'category', named);
    if (!image || !label) return;
    const shape = readShape(said.value, image);
    const packed = shape.ok ? packShape(shape.value, image) : shape;
    if (!packed.ok) {
      skips.add({ ...named, imageFileName: image.fileName, ...packed.error });
      return;
    }
    const { faults, values } = readAnswers(attributes, label.attributes);
    for (const message of faults)
      skips.add({ ...named, imageFileName: image.fileName, code: 'answer-refused', message });
    this.desk.take(image, {
      ...named,
      ...packed.value,
      label: label.id,
      predictedIou: score ?? null,
      stabilityScore: null,
      attributes: values,
      group: readGroup(attributes),
    });
  }

  #meaning<T>(
    of: ReadonlyMap<number, Meaning<T>>,
    id: number,
    what: string,
    named: Pick<ImportSkip, 'file' | 'annotationId'>,
  ): T | undefined {
    const meaning = of.get(id);
    if (meaning && 'is' in meaning) return meaning.is;
    const { skips } = this.desk;
    if (!meaning)
      skips.add({
        ...named,
        code: 'annotation-adrift',
        message: `The file has no valid ${what} with the id ${id}.`,
      });
    else if (meaning.isSaid) skips.count(meaning.no.code);
    else {
      meaning.isSaid = true;
      skips.add({ ...named, ...meaning.no });
    }
    return undefined;
  }
}
