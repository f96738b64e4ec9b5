import { presenceColorOf } from '@maskroom/shared/presence/presence';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { Avatar, Avatars, type Person } from '../../ui/Avatar.tsx';
import { t } from '../../ui/language/language.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './PeopleHere.module.css';

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

/** Others whose faces fit. */
const MOST = 3;

/** Who is here; a click on somebody shows what they see. */
export function PeopleHere() {
  const people = usePeopleHere();
  const { me, view } = useWorkbench();
  const following = useView((state) => state.following);
  const others = people.filter(({ id }) => id !== me.id);
  return (
    <div className={styles.people} data-testid="people" data-count={people.length}>
      <Avatar person={me} color={presenceColorOf(me.id)} />
      {others.slice(0, MOST).map((person) => (
        <button
          key={person.id}
          type="button"
          className={styles.person}
          aria-pressed={following === person.id}
          aria-label={t('follow.person', { name: person.name })}
          data-testid={`follow-${person.name}`}
          onClick={() => view.setState({ following: person.id })}
        >
          <Avatar person={person} color={presenceColorOf(person.id)} />
        </button>
      ))}
      {others.length > MOST && <Avatars people={others.slice(MOST)} colorOf={presenceColorOf} most={0} />}
    </div>
  );
}
