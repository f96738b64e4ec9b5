import { z } from 'zod';

export const importFormats = ['coco', 'sa-1b'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Why something of a file was not taken in; the message beside it says more. */
export const importSkipCodes = [
  /** A file in an archive that is neither a picture nor annotations, or cannot be read. */
  'file-unknown',
  'file-invalid',
  /** A picture in an archive that the server does not take. */
  'picture-refused',
  /** An entry of the list of images. */
  'image-invalid',
  'image-missing',
  'image-ambiguous',
  'image-size',
  /** The image’s annotations were taken, its tags were not. */
  'tags-refused',
  'category-invalid',
  'label-refused',
  'annotation-invalid',
  'annotation-twice',
  'annotation-adrift',
  'shape-invalid',
  'shape-empty',
  'shape-outside',
  'shape-too-large',
  'duplicate',
  'image-full',
  /** The annotation was taken, an answer of it was not. */
  'answer-refused',
  'time-limit',
] as const;
export type ImportSkipCode = (typeof importSkipCodes)[number];

export const importSkipSchema = z.object({
  /** Of an archive. */
  file: z.string().optional(),
  imageFileName: z.string().optional(),
  /** As the file numbers it. */
  annotationId: z.number().optional(),
  code: z.enum(importSkipCodes),
  message: z.string(),
});
export type ImportSkip = z.infer<typeof importSkipSchema>;

/** Of one code, as many are listed; all are counted. */
export const MOST_SKIPS_LISTED = 50;

export const importReportSchema = z.object({
  /** Annotations that are instances now. */
  taken: z.number(),
  images: z.object({
    /** Pictures that got some of them. */
    labelled: z.number(),
    /** Pictures of an archive: new in the project, and there already. */
    added: z.number(),
    duplicates: z.number(),
  }),
  /** Names of labels that the project has now and had not. */
  labels: z.array(z.string()),
  /** How many of each code were left out. */
  counts: z.partialRecord(z.enum(importSkipCodes), z.number()),
  /** The first {@link MOST_SKIPS_LISTED} of each code. */
  skipped: z.array(importSkipSchema),
});
export type ImportReport = z.infer<typeof importReportSchema>;
