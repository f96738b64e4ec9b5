/** A picture of a project. */
export interface ImageRow {
  id: string;
  project_id: string;
  file_name: string;
  /** Of the original bytes, 64 hex digits, unique within a project; a twin's has its own id behind them. */
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
  /** The image whose picture it is for one person; null: a picture that the project shares. */
  twin_of: string | null;
  /** Null while nobody has the job that it is in. */
  twin_for: string | null;
  twin_kind: TwinKind | null;
  /** Since when nobody draws on it any more; the picture itself is there for its person again. */
  twin_ended_at: number | null;
}

export type TwinKind = 'consensus' | 'honeypot';

/** Layers of people put together in the picture that they share. */
export interface MergeRow {
  id: string;
  image_id: string;
  at: number;
  merged_by: string;
  undone_at: number | null;
  /** What it added: a JSON list of `MergedInstance`. */
  instances: string;
}

/** How far people agreed on an object that a merge made of their layers. */
export interface AgreementRow {
  image_id: string;
  instance_id: string;
  /** 0..1; null: of a merge before there was such a figure. */
  agreement: number | null;
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
