import { decodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { isDuplicate, type MeasuredShape } from '@maskroom/shared/mask/duplicate';
import type {
  EverythingDone,
  EverythingMasks,
  EverythingProgress,
} from '@maskroom/shared/protocol/everything';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { toBytes } from '../connection/bytes.ts';
import { ACK_TIMEOUT_MS, type AppSocket } from '../connection/socketClient.ts';
import { problemWords, t } from '../ui/language/language.ts';
import { cutProposals, deepestLevel, type Proposal, type ProposalFilter, proposalAt } from './proposals.ts';

export interface EverythingState extends ProposalFilter {
  readonly status: 'idle' | 'running' | 'done';
  /** Share of the clicks that were asked, 0..1. */
  readonly fraction: number;
  readonly proposals: ReadonlyMap<number, Proposal>;
  /** By the filter, without what the document has already. Largest first. */
  readonly shown: readonly Proposal[];
  readonly hovered: number | null;
}

/** A shape of the document, as far as it matters here. */
interface Taken {
  readonly geometry: Uint8Array;
  readonly polygon: Polygon;
  readonly area: number;
}

export interface Everything {
  readonly store: StoreApi<EverythingState>;
  start(): Promise<void>;
  /** What was found stays. */
  cancel(): void;
  /** Cancels, and forgets what was found. */
  dismiss(): void;
  filter(patch: Partial<ProposalFilter>): void;
  hoverAt(point: Point | null): void;
  /** What the document has is not shown; it comes back when it is undone. */
  setShapes(shapes: readonly Taken[]): void;
  close(): void;
}

const nothing = { proposals: new Map(), shown: [], hovered: null, fraction: 0 } as const;
const noFilter: ProposalFilter = { level: 0, leastIou: 0, leastStability: 0 };

/** Automatic masks of one picture: asked for, followed as they come, and chosen from. */
export function createEverything(
  socket: AppSocket,
  imageId: string,
  onFailed: (message: string) => void,
): Everything {
  const store = createStore<EverythingState>(() => ({ status: 'idle', ...nothing, ...noFilter }));
  let runId: string | null = null;
  let shapes: readonly Taken[] = [];
  let same = new WeakMap<Uint8Array, Map<number, boolean>>();

  function isTaken(proposal: Proposal): boolean {
    return shapes.some(({ area, geometry, polygon }) => {
      const known = same.get(geometry) ?? new Map<number, boolean>();
      same.set(geometry, known);
      const before = known.get(proposal.id);
      const shape: MeasuredShape = { polygon, area, box: polygonBox(polygon) };
      const is = before ?? isDuplicate(shape, proposal);
      if (before === undefined) known.set(proposal.id, is);
      return is;
    });
  }

  function become(patch: Partial<EverythingState>): void {
    const next = { ...store.getState(), ...patch };
    const level = Math.min(next.level, deepestLevel(next.proposals));
    const shown = cutProposals(next.proposals, { ...next, level }).filter((proposal) => !isTaken(proposal));
    const hovered = shown.some(({ id }) => id === next.hovered) ? next.hovered : null;
    store.setState({ ...next, level, shown, hovered });
  }

  function end(): void {
    runId = null;
    const { proposals } = store.getState();
    store.setState({ status: proposals.size > 0 ? 'done' : 'idle' });
  }

  const onMasks = (event: EverythingMasks): void => {
    if (event.runId !== runId) return;
    const proposals = new Map(store.getState().proposals);
    for (const id of event.withdrawn) proposals.delete(id);
    for (const mask of event.masks) {
      const geometry = toBytes(mask.geometry);
      const polygon = decodeGeometry(geometry);
      if (polygon.ok)
        proposals.set(mask.id, { ...mask, geometry, polygon: polygon.value, parentId: null, level: 0 });
    }
    for (const { id, level, parentId } of event.places) {
      const proposal = proposals.get(id);
      if (proposal) proposals.set(id, { ...proposal, level, parentId });
    }
    become({ proposals });
  };
  const onProgress = (event: EverythingProgress): void => {
    if (event.runId === runId) store.setState({ fraction: event.done / event.total });
  };
  const onDone = (event: EverythingDone): void => {
    if (event.runId !== runId) return;
    if (event.status === 'failed') onFailed(problemWords(event));
    const found = store.getState().proposals.size;
    if (event.status === 'done' && found === 0) onFailed(t('everything.nothing'));
    end();
  };
  const onDisconnect = (): void => {
    if (store.getState().status !== 'running') return;
    onFailed(t('everything.broke'));
    end();
  };
  socket.on('everything:masks', onMasks);
  socket.on('everything:progress', onProgress);
  socket.on('everything:done', onDone);
  socket.on('disconnect', onDisconnect);

  function cancel(): void {
    if (store.getState().status !== 'running') return;
    if (socket.connected) socket.emit('everything:cancel', { imageId }, () => undefined);
    end();
  }

  return {
    store,
    async start() {
      if (store.getState().status === 'running') return;
      same = new WeakMap();
      store.setState({ status: 'running', ...nothing, ...noFilter });
      const reply = await socket
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('everything:start', { imageId })
        .catch(() => null);
      if (store.getState().status !== 'running') {
        // Cancelled before the server had said yes.
        socket.emit('everything:cancel', { imageId }, () => undefined);
      } else if (reply === null || 'code' in reply) {
        onFailed(reply ? problemWords(reply) : t('common.noAnswer'));
        end();
      } else runId = reply.runId;
    },
    cancel,
    dismiss() {
      cancel();
      store.setState({ status: 'idle', ...nothing });
    },
    filter: become,
    hoverAt(point) {
      const { hovered, shown } = store.getState();
      const next = point === null ? null : (proposalAt(shown, point)?.id ?? null);
      if (next !== hovered) store.setState({ hovered: next });
    },
    setShapes(next) {
      shapes = next;
      if (store.getState().proposals.size > 0) become({});
    },
    close() {
      cancel();
      socket.off('everything:masks', onMasks);
      socket.off('everything:progress', onProgress);
      socket.off('everything:done', onDone);
      socket.off('disconnect', onDisconnect);
    },
  };
}
