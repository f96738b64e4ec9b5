import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Keymap } from './keymap.ts';
import { createKeyStore, type KeyStore } from './keyStore.ts';

const KeyStoreContext = createContext<KeyStore | null>(null);

interface KeymapProviderProps {
  readonly personId: string;
  readonly children: ReactNode;
}

/** The keys of who is here, for all that is inside. */
export function KeymapProvider({ personId, children }: KeymapProviderProps) {
  const keys = useMemo(() => createKeyStore(personId), [personId]);
  useEffect(() => keys.follow(), [keys]);
  return <KeyStoreContext value={keys}>{children}</KeyStoreContext>;
}

export function useKeyStore(): KeyStore {
  const keys = useContext(KeyStoreContext);
  if (!keys) throw new Error('useKeyStore needs a KeymapProvider around it');
  return keys;
}

/** The keys as they are now. */
export const useKeymap = (): Keymap => useStore(useKeyStore().keymap);
