/** Which tabs of this browser are open now, on one channel. */
export interface LivingTabs {
  /** This tab's own id: the same after a reload, another in a tab that was duplicated. */
  readonly id: string;
  /** Ids of the other tabs, as far as they answer. */
  ask(): Promise<ReadonlySet<string>>;
  /** Tells the others that the person signed out. */
  signOut(): void;
  close(): void;
}

/** A tab that is open answers within milliseconds, even in the background. */
const ANSWER_MS = 250;
const KEY = 'maskroom:tab';

export function joinTabs(name: string, onSignedOut: () => void): LivingTabs {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null;
  let id = recall() ?? crypto.randomUUID();
  remember(id);
  const others = new Set<string>();
  const say = (what: string) => channel?.postMessage(what);
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'who') say(`here ${id}`);
      else if (data === 'signed-out') onSignedOut();
      else if (typeof data === 'string' && data.startsWith('here ')) others.add(data.slice(5));
    };
  return {
    get id() {
      return id;
    },
    async ask() {
      others.clear();
      say('who');
      if (channel) await new Promise((done) => setTimeout(done, ANSWER_MS));
      if (others.has(id)) {
        id = crypto.randomUUID();
        remember(id);
      }
      return new Set(others);
    },
    signOut: () => say('signed-out'),
    close: () => channel?.close(),
  };
}

const recall = (): string | null =>
  typeof sessionStorage === 'undefined' ? null : sessionStorage.getItem(KEY);

function remember(id: string): void {
  if (typeof sessionStorage !== 'undefined') sessionStorage.setItem(KEY, id);
}
