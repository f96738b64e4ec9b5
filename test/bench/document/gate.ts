import { ClientOwners } from '@maskroom/server/document/ClientOwners.ts';
import { DocumentState } from '@maskroom/server/document/DocumentState.ts';
import { admit, type GateParts } from '@maskroom/server/document/UpdateGate.ts';
import { setGeometry } from '@maskroom/shared/document/editDocument';
import * as Y from 'yjs';
import { gateLabels } from '../../support/documentGate.ts';
import { printTable } from '../table.ts';
import { documentOf, round } from './work.ts';

const SIZES = [50, 500, 5_000] as const;
/** The first of them warm the code up. */
const EDITS = 2_000;

/** What one reshaping costs the server's thread, the log and the sockets left out, as the document grows. */
export async function benchGate(): Promise<void> {
  const rows = [];
  for (const instances of SIZES) {
    const { trials, shows } = await gateCosts(instances);
    const inThem = `in ${instances.toLocaleString('en')} instances`;
    rows.push({ name: `one edit ${inThem}: trial and verdict`, values: trials, unit: 'µs' });
    rows.push({ name: '… and what follows once it is durable', values: shows, unit: 'µs' });
  }
  printTable('What the gate costs as a document grows', rows);
}

async function gateCosts(instances: number): Promise<{ trials: number[]; shows: number[] }> {
  const base = documentOf(instances);
  const state = new DocumentState({ snapshot: base, updates: [], epoch: 0 });
  const parts: GateParts = {
    image: { width: 640, height: 480 },
    owners: new ClientOwners(new Map()),
    labels: gateLabels,
    documentBytes: () => base.length,
    now: () => 1,
  };
  const ann = { userId: 'ann', role: 'annotator', couldWrite: true } as const;
  const [trials, shows]: [number[], number[]] = [[], []];
  for (const update of reshapings(base, instances)) {
    const sentAt = performance.now();
    const verdict = await admit(state.staging, update, ann, parts);
    const checkedAt = performance.now();
    if (verdict.kind !== 'change') throw new Error(`an edit came to ${verdict.kind}`);
    state.show(verdict.update);
    // Asked after every change: is it time to make the document anew?
    if (state.deletedInstances > 0) throw new Error('something was deleted');
    const shownAt = performance.now();
    trials.push(1_000 * (checkedAt - sentAt));
    shows.push(1_000 * (shownAt - checkedAt));
  }
  state.destroy();
  return { trials: trials.slice(EDITS / 2), shows: shows.slice(EDITS / 2) };
}

/** Of one instance after the other, an update each. */
function reshapings(base: Uint8Array, instances: number): Uint8Array[] {
  const tab = new Y.Doc();
  Y.applyUpdate(tab, base);
  const updates: Uint8Array[] = [];
  tab.on('update', (bytes: Uint8Array) => updates.push(bytes));
  for (let i = 0; i < EDITS; i++) setGeometry(tab, `i${(i * 37) % instances}`, round(i + 1), 'bench');
  return updates;
}
