/** A picture of a project. */
export interface ImageRow {
  id: string;
  project_id: string;
  file_name: string;
  /** Of the original bytes; unique within a project. */
  sha256: string;
  /** Oriented pixels: what every coordinate is in. */
  width: number;
  height: number;
  /** Of the original: jpeg, png, webp or tiff. */
  format: string;
  /** Size of the original file. */
  bytes: number;
  position: number;
  created_at: number;
  created_by: string;
  /** JSON of a ValueRange; null: the picture has 8 bits, or colours. */
  value_range: string | null;
}

/** A word on an image. */
export interface ImageTagRow {
  image_id: string;
  /** In lower case: what tells it from others. */
  tag_key: string;
  tag: string;
  user_id: string;
  at: number;
}
