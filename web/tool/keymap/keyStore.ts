import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { keyTable } from '../keys.ts';
import { type KeyChoice, type Keymap, makeKeymap, plainChoice } from './keymap.ts';
import { type KeyChanges, presetNames } from './keyPresets.ts';

const modifier = z.literal(true).optional();
const strokeSchema = z.union([
  z.strictObject({ code: z.string().min(1).max(40), ctrl: modifier, shift: modifier, alt: modifier }),
  z.strictObject({ key: z.string().min(1).max(8) }),
]);
const choiceSchema = z.object({
  preset: z.enum(presetNames),
  changed: z.record(z.string(), z.array(strokeSchema).max(8)),
});

/** What was kept, as far as it can be read; else the keys as they come. Unknown commands are left out. */
export function parseKeyChoice(kept: string | null): KeyChoice {
  let value: unknown;
  try {
    value = JSON.parse(kept ?? 'null');
  } catch {
    return plainChoice;
  }
  const parsed = choiceSchema.safeParse(value);
  if (!parsed.success) return plainChoice;
  const { preset, changed } = parsed.data;
  const known: KeyChanges = Object.fromEntries(
    keyTable.flatMap(({ id }) => (changed[id] ? [[id, changed[id]]] : [])),
  );
  return { preset, changed: known };
}

const place = (personId: string): string => `maskroom.keys.${personId}`;

/** Somebody's keys, kept in this browser under their name and the same in all its tabs. */
export interface KeyStore {
  readonly keymap: StoreApi<Keymap>;
  choose(choice: KeyChoice): void;
  /** Follows what other tabs choose until the answer is called. */
  follow(): () => void;
}

export function createKeyStore(personId: string): KeyStore {
  const recall = (): Keymap => makeKeymap(parseKeyChoice(readKept(place(personId))));
  const keymap = createStore<Keymap>(recall);
  return {
    keymap,
    choose(choice) {
      keymap.setState(makeKeymap(choice));
      try {
        localStorage.setItem(place(personId), JSON.stringify(choice));
      } catch {
        // A browser that keeps nothing has these keys until the page is left.
      }
    },
    follow() {
      const onStorage = ({ key }: StorageEvent) => {
        if (key === null || key === place(personId)) keymap.setState(recall());
      };
      window.addEventListener('storage', onStorage);
      return () => window.removeEventListener('storage', onStorage);
    },
  };
}

function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
