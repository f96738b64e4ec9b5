import { presenceColorOf } from '@maskroom/shared/presence/presence';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { Avatars, type Person } from '../ui/Avatar.tsx';
import styles from './PeopleHere.module.css';
import { useWorkbench } from './sessionContext.ts';

/** Everyone in this picture, oneself first; more tabs of one person count once. */
export function usePeopleHere(): readonly Person[] {
  const { me, presence } = useWorkbench();
  const others = useStore(presence.others, (state) => state.others);
  return useMemo(() => {
    const people = new Map<string, Person>([[me.id, me]]);
    for (const { presence: other } of others)
      people.set(other.user.id, people.get(other.user.id) ?? other.user);
    return [...people.values()];
  }, [me, others]);
}

export function PeopleHere() {
  const people = usePeopleHere();
  return (
    <div className={styles.people} data-testid="people" data-count={people.length}>
      <Avatars people={people} colorOf={presenceColorOf} most={3} />
    </div>
  );
}
