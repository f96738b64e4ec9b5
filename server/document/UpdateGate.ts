import type { Role } from '@maskroom/shared/annotation/role';
import { documentCaps } from '@maskroom/shared/document/documentModel';
import * as Y from 'yjs';
import { allowed } from '../account/permissions.ts';
import { writeAftermath } from './aftermath.ts';
import type { ClientOwners } from './ClientOwners.ts';
import { type InstanceChange, instanceChanges } from './changes.ts';
import { forbidden, malformed, type Refusal, tooLarge } from './closeCodes.ts';
import { deletesNothingNew } from './deletions.ts';
import { type Judgement, judgeInstance } from './instanceRules.ts';
import { isPresent } from './instanceValues.ts';
import { type ScannedUpdate, scanUpdate } from './prescan.ts';
import type { LabelSet } from './roomParts.ts';
import type { Staged, Staging } from './Staging.ts';

export interface Sender {
  readonly userId: string;
  readonly role: Role;
  /** Some role it had allowed it to write: what still comes may have been written in good faith. */
  readonly couldWrite: boolean;
}

export type Reason = Extract<Judgement, { kind: 'revert' }>['reason'];

export type Verdict =
  /** It builds on what is not here; nothing happened. */
  | { readonly kind: 'gap' }
  /** Nothing in it is new. */
  | { readonly kind: 'nothing' }
  /** Written on a copy of before the document was made anew; nothing happened. */
  | { readonly kind: 'outdated' }
  /** From somebody who may only look; nothing happened. */
  | { readonly kind: 'read-only' }
  | { readonly kind: 'hostile'; readonly refusal: Refusal; readonly isStagingSpoilt: boolean }
  | {
      readonly kind: 'change';
      /** The change and its aftermath, as one update. */
      readonly update: Uint8Array;
      /** What the server wrote behind it: compensation of what was reverted, reopened reviews. */
      readonly aftermath: Uint8Array | null;
      readonly reverted: ReadonlyMap<string, Reason>;
      readonly instanceIds: ReadonlySet<string>;
      readonly changes: readonly InstanceChange[];
      readonly writers: readonly number[];
    };

export interface GateParts {
  readonly image: { readonly width: number; readonly height: number };
  readonly owners: ClientOwners;
  readonly labels: LabelSet;
  readonly documentBytes: () => number;
  readonly now: () => number;
}

/** One update may have this many removed instances written back: each costs more than its removal. */
const MAX_RESTORED = 256;

const hostile = (refusal: Refusal, isStagingSpoilt: boolean): Verdict => ({
  kind: 'hostile',
  refusal,
  isStagingSpoilt,
});

/** The door every update passes: scan, causality, owner, trial on the staging document, rules, verdict. */
export async function admit(
  staging: Staging,
  update: Uint8Array,
  sender: Sender,
  parts: GateParts,
): Promise<Verdict> {
  const scanned = scanFor(staging.doc, update);
  if (!scanned.ok) return hostile(scanned.error, false);
  const { writers, hasGap } = scanned.value;
  if (bringsNothing(staging.doc, update, scanned.value)) return { kind: 'nothing' };
  if (!sender.couldWrite && !allowed(sender.role, 'annotate')) return { kind: 'read-only' };
  if (writers.some((client) => parts.owners.isOfFormerEpoch(client))) return { kind: 'outdated' };
  if (!writers.every((client) => parts.owners.claim(client, sender.userId))) {
    return hostile(forbidden("a client id is somebody else's"), false);
  }
  if (hasGap) return { kind: 'gap' };
  if (parts.documentBytes() + update.length > documentCaps.documentBytes) {
    return hostile(tooLarge('the document is full'), false);
  }
  let staged: Staged;
  try {
    staged = staging.apply(update);
  } catch {
    return hostile(malformed('the update cannot be applied'), true);
  }
  if (staged.update === null) return { kind: 'nothing' };
  let judged = judge(staging, staged, sender, parts);
  if (!('code' in judged) && asksForLabels(judged) && (await parts.labels.refresh())) {
    judged = judge(staging, staged, sender, parts);
  }
  return 'code' in judged
    ? hostile(judged, true)
    : settle(staging, { ...staged, update: staged.update }, judged, writers, sender, parts.now());
}

const scanFor = ({ store }: Y.Doc, update: Uint8Array) =>
  scanUpdate(update, (client) => Y.getState(store, client));

const bringsNothing = (
  doc: Y.Doc,
  update: Uint8Array,
  { writers, hasGap, deleteSetAt }: ScannedUpdate,
): boolean => !hasGap && writers.length === 0 && deletesNothingNew(doc, update, deleteSetAt);

/** Whether an update is well formed and all of it is in the document. */
export function isKnown(doc: Y.Doc, update: Uint8Array): boolean {
  const scanned = scanFor(doc, update);
  return scanned.ok && bringsNothing(doc, update, scanned.value);
}

/** Whether labels that somebody has just added or changed would make a difference. */
const asksForLabels = (judged: ReadonlyMap<string, Reason>): boolean =>
  [...judged.values()].some((reason) => reason === 'label' || reason === 'attribute');

/** Which instances have to be taken back and why, or why the whole update is refused. */
function judge(
  staging: Staging,
  staged: Staged,
  sender: Sender,
  parts: GateParts,
): ReadonlyMap<string, Reason> | Refusal {
  if (staged.elsewhere !== null) return forbidden(`${staged.elsewhere} was written`);
  const reverts = new Map<string, Reason>();
  let restored = 0;
  for (const id of staged.instanceIds) {
    const [before, after] = [staging.before(id), staging.after(id)];
    if (after === null) return malformed('an instance is not a map');
    const context = {
      ...parts.image,
      userId: sender.userId,
      role: sender.role,
      labels: parts.labels.known,
      isLocked: staging.decision(id)?.decision === 'accepted',
    };
    const judgement = judgeInstance(id, before, after, context);
    if (judgement.kind === 'hostile') return judgement.refusal;
    if (judgement.kind === 'revert') reverts.set(id, judgement.reason);
    if (judgement.kind === 'revert' && after === undefined) restored++;
  }
  if (restored > MAX_RESTORED) return forbidden('too many instances were removed at once');
  takeBackWhatIsTooMany(staging, staged.instanceIds, reverts);
  return reverts;
}

/** Of what the update adds or brings back, as many as there is room for stay: the first of them. */
function takeBackWhatIsTooMany(
  staging: Staging,
  instanceIds: ReadonlySet<string>,
  reverts: Map<string, Reason>,
): void {
  const kept = [...instanceIds].filter((id) => !reverts.has(id));
  const came = kept.filter(
    (id) => isPresent(staging.after(id) ?? undefined) && !isPresent(staging.before(id)),
  );
  if (came.length === 0) return;
  const went = kept.filter(
    (id) => isPresent(staging.before(id)) && !isPresent(staging.after(id) ?? undefined),
  );
  const room = Math.max(0, documentCaps.instances - staging.presentCount + went.length);
  for (const id of came.slice(room)) reverts.set(id, 'full');
}

function settle(
  staging: Staging,
  { update, instanceIds }: Staged & { readonly update: Uint8Array },
  reverted: ReadonlyMap<string, Reason>,
  writers: readonly number[],
  { userId }: Sender,
  at: number,
): Verdict {
  const kept = [...instanceIds].filter((id) => !reverted.has(id));
  const aftermath = writeAftermath(staging, reverted.keys(), kept, at);
  const changes = instanceChanges(staging, kept, userId);
  staging.confirm(instanceIds);
  const whole = aftermath === null ? update : Y.mergeUpdates([update, aftermath]);
  return { kind: 'change', update: whole, aftermath, reverted, instanceIds, changes, writers };
}
