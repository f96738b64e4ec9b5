/** The parts of COCO instances JSON that the tests look at. */
export interface CocoFile {
  readonly info: Record<string, unknown>;
  readonly images: readonly { id: number; width: number; height: number; file_name: string }[];
  readonly categories: readonly { id: number; name: string }[];
  readonly annotations: readonly CocoFileAnnotation[];
}

interface CocoFileAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly iscrowd: number;
  readonly area: number;
  readonly bbox: readonly number[];
  readonly score?: number;
  readonly segmentation:
    | readonly (readonly number[])[]
    | { readonly size: readonly number[]; readonly counts: string };
  readonly attributes: Readonly<Record<string, unknown>>;
}

export function parseCoco(text: string): CocoFile {
  const file: CocoFile = JSON.parse(text);
  return file;
}
