import { sql } from 'kysely';

/**
 * Whoever made this decision took it back: the next that was decided of the object is theirs too, and nobody else did
 * anything to it between.
 */
const takenBack = sql<boolean>`(h.user_id is not null and (
  select n.user_id from instance_history as n
  where n.image_id = h.image_id and n.instance_id = h.instance_id and n.seq > h.seq
    and (n.user_id is not h.user_id or n.kind in ('accepted', 'rejected', 'reopened'))
  order by n.seq limit 1) is h.user_id)`;

/**
 * The same from its other end: whether the entry `n` takes back a decision of before a moment, by or on the work of `about`
 * where they are named.
 */
export const takesBack = ({ about, before }: { readonly before: number; readonly about?: string }) =>
  sql<boolean>`(
    select h.kind in ('accepted', 'rejected') and h.user_id is n.user_id and h.at < ${before}
      and (${about ?? null} is null or ${about ?? null} in (h.user_id, h.created_by))
    from instance_history as h
    where h.image_id = n.image_id and h.instance_id = n.instance_id and h.seq < n.seq
      and (h.user_id is not n.user_id or h.kind in ('accepted', 'rejected', 'reopened'))
    order by h.seq desc limit 1)`;

const cameByMerge = sql<boolean>`exists (
  select 1 from agreements as m where m.image_id = h.image_id and m.instance_id = h.instance_id)`;

/**
 * Whether the entry `h` of the history is in figures (F3): the one place that says what counts as drawn and as decided, for
 * the live room, alerts, figures, everybody's own and CSV.
 */
export const isCounted = sql<boolean>`case h.kind
  when 'added' then h.source <> 'import' and not ${cameByMerge}
  when 'accepted' then not ${takenBack}
  when 'rejected' then not ${takenBack}
  else true end`;
