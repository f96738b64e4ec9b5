/** What people say about a picture. The first of a thread has the place and whether it is resolved. */
export interface CommentRow {
  id: string;
  image_id: string;
  /** The first comment of its thread; null: it is that itself. */
  thread_id: string | null;
  instance_id: string | null;
  /** px of the picture; both or neither. */
  x: number | null;
  y: number | null;
  user_id: string;
  at: number;
  edited_at: number | null;
  text: string;
  resolved_at: number | null;
  resolved_by: string | null;
}

export interface CommentMentionRow {
  comment_id: string;
  user_id: string;
}

/** Until when somebody has seen what is said about a picture. */
export interface CommentReadRow {
  image_id: string;
  user_id: string;
  seen_at: number;
}
