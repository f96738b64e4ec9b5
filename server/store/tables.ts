import type { Decision, InstanceSource } from '@maskroom/shared/annotation/instance';
import type { Role } from '@maskroom/shared/annotation/role';
import type { AuditAction } from '@maskroom/shared/protocol/audit';
import type { FiguresFor } from '@maskroom/shared/protocol/figures';
import type { HistoryKind } from '@maskroom/shared/protocol/history';
import type { Generated, Selectable } from 'kysely';
import type { AlertRow, AlertRulesRow, DeliveryTable, WebhookRow } from './alertTables.ts';
import type { CommentMentionRow, CommentReadRow, CommentRow } from './commentTables.ts';
import type { AgreementRow, ImageRow, ImageTagRow, MergeRow } from './imageTables.ts';
import type { InstanceTable } from './instanceTables.ts';
import type { JobImageRow, JobRow, SubmissionRow } from './jobTables.ts';
import type { HoneypotScoreRow, TruthRow } from './truthTables.ts';

/**
 * The database, table by table. Ids are random UUIDs, times are milliseconds since 1970 by the server's clock,
 * secrets are kept as the SHA-256 (hex) of 32 random bytes, never as themselves.
 */
export interface Tables {
  users: UserRow;
  login_sessions: LoginSessionRow;
  tokens: TokenRow;
  invites: InviteRow;
  projects: ProjectTable;
  labels: LabelRow;
  members: MemberRow;
  images: ImageRow;
  /** A view: the images that are no twins. */
  pictures: ImageRow;
  merges: MergeRow;
  agreements: AgreementRow;
  truths: TruthRow;
  honeypot_scores: HoneypotScoreRow;
  document_updates: DocumentUpdateTable;
  document_snapshots: DocumentSnapshotRow;
  document_clients: DocumentClientRow;
  instances: InstanceTable;
  audit: AuditTable;
  identities: IdentityRow;
  instance_history: InstanceHistoryTable;
  comments: CommentRow;
  comment_mentions: CommentMentionRow;
  comment_reads: CommentReadRow;
  jobs: JobRow;
  /** A view: jobs that were not taken away. */
  standing_jobs: JobRow;
  job_images: JobImageRow;
  submissions: SubmissionRow;
  activity: ActivityTable;
  image_tags: ImageTagRow;
  alert_rules: AlertRulesRow;
  alerts: AlertRow;
  webhooks: WebhookRow;
  webhook_deliveries: DeliveryTable;
}

export interface UserRow {
  id: string;
  /** Lower case, unique; null only for users that no person signs in as. */
  email: string | null;
  name: string;
  /** argon2id in PHC form; null until the person accepted the invitation. */
  password_hash: string | null;
  /** 1 for an admin of the whole server. */
  is_admin: number;
  created_at: number;
  /** Set when the account was closed; the row stays, because work carries its id. */
  disabled_at: number | null;
}

export interface LoginSessionRow {
  /** Names the session to its person; worth nothing to anybody else. */
  id: string;
  id_hash: string;
  user_id: string;
  created_at: number;
  expires_at: number;
  /** When it was last made longer: about a day exact. */
  seen_at: number | null;
  /** Where and with what (the browser's own words) it was opened. */
  address: string | null;
  device: string | null;
}

export interface TokenRow {
  id: string;
  token_hash: string;
  user_id: string;
  name: string;
  created_at: number;
  expires_at: number | null;
  /** The token may no more than this role, whatever its holder may; null: as much as its holder. */
  most_role: Role | null;
  /** The only project it opens; null: all of its holder's. */
  project_id: string | null;
}

/** Who somebody is to an identity provider; tied to the account at the first sign-in. */
export interface IdentityRow {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: number;
}

/** A link that lets a person set a password once. Without a project it makes an admin of the server. */
export interface InviteRow {
  token_hash: string;
  user_id: string | null;
  project_id: string | null;
  role: Role;
  created_at: number;
  expires_at: number | null;
  used_at: number | null;
  /** 1: it sets a new password for somebody who has one. */
  resets_password: number;
}

export interface ProjectTable {
  id: string;
  name: string;
  created_at: number;
  created_by: string;
  /** What reviewers are offered to say when they reject: a JSON list of texts. */
  reject_reasons: Generated<string>;
  /** Who may see figures of single people. */
  figures_for: Generated<FiguresFor>;
}
export type ProjectRow = Selectable<ProjectTable>;

/** What somebody did in an hour beyond what the history of the images tells. */
export interface ActivityTable {
  project_id: string;
  user_id: string;
  /** Its beginning. */
  hour: number;
  active_ms: number;
  prompts: number;
}

export interface LabelRow {
  id: string;
  project_id: string;
  name: string;
  /** `#rrggbb` */
  color: string;
  position: number;
  /** What is asked of its objects: a JSON list of `Attribute`. */
  attributes: string;
}

export interface MemberRow {
  project_id: string;
  user_id: string;
  role: Role;
}

/** Who did what to whose access, to a project, or decided what. Rows are only ever added. */
interface AuditTable {
  seq: Generated<number>;
  at: number;
  actor_id: string;
  action: AuditAction;
  /** Null: the whole server. */
  project_id: string | null;
  /** The person, token, session, project, label or instance that it was done to. */
  subject_id: string | null;
  /** A flat JSON object. */
  details: string;
}

/** The log of a document: what is here survives. */
interface DocumentUpdateTable {
  seq: Generated<number>;
  image_id: string;
  /** Null when the server wrote it. */
  user_id: string | null;
  at: number;
  bytes: Uint8Array;
}

/** Everything up to and including `upto_seq`, merged. */
export interface DocumentSnapshotRow {
  image_id: string;
  upto_seq: number;
  bytes: Uint8Array;
  at: number;
  /** How often the document was made anew. */
  epoch: Generated<number>;
}

/** Which Yjs client id belongs to whom: the first claim wins. */
export interface DocumentClientRow {
  image_id: string;
  client_id: number;
  user_id: string;
  /** 1: of before the document was last made anew. */
  spent: Generated<number>;
}

/** What happened to each instance, in order; see historyStore.ts. */
interface InstanceHistoryTable {
  seq: Generated<number>;
  image_id: string;
  /** The image's: figures of a project are read along it. */
  project_id: string | null;
  instance_id: string;
  at: number;
  /** Null when the server did it by itself. */
  user_id: string | null;
  kind: HistoryKind;
  /** What follows is how the instance was afterwards. */
  label_id: string;
  created_by: string;
  source: InstanceSource;
  predicted_iou: number | null;
  decision: Decision;
  reason: string | null;
  attributes: string;
  stability_score: number | null;
  group_id: string | null;
  /** Null: of before the history kept it; its group and stability score are not known either. */
  draw_order: number | null;
  /** Null where it stayed as it was. */
  geometry: Uint8Array | null;
}
