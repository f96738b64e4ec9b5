import type { CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { classes } from './classes.ts';
import { Tooltip } from './Tooltip.tsx';

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Up to two letters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join('') || '?';
}

interface AvatarProps {
  readonly person: Person;
  /** The person's presence colour, 0..7; without one it is neutral. */
  readonly color?: number;
  readonly size?: number;
  readonly className?: string;
}

/** A person as a disc with initials, the name on hover. */
export function Avatar({ person, color, size = 24, className }: AvatarProps) {
  const style: CSSProperties = { width: size, height: size, fontSize: Math.round(size * 0.4) };
  if (color !== undefined) style.background = `color-mix(in srgb, var(--presence-${color}) 72%, black)`;
  return (
    <Tooltip label={person.name}>
      <span
        role="img"
        aria-label={person.name}
        className={classes(styles.avatar, color !== undefined && styles.coloured, className)}
        style={style}
      >
        {initialsOf(person.name)}
      </span>
    </Tooltip>
  );
}

interface AvatarsProps {
  readonly people: readonly Person[];
  /** How many are shown before the rest becomes a number. */
  readonly most?: number;
  readonly size?: number;
  readonly colorOf?: (id: string) => number;
}

/** People side by side, overlapping. */
export function Avatars({ people, most = 4, size, colorOf }: AvatarsProps) {
  const shown = people.slice(0, most);
  const rest = people.slice(most);
  return (
    <span className={styles.row}>
      {shown.map((person) => (
        <Avatar key={person.id} person={person} size={size} color={colorOf?.(person.id)} />
      ))}
      {rest.length > 0 && (
        <Tooltip label={rest.map((person) => person.name).join(', ')}>
          <span className={styles.more}>+{rest.length}</span>
        </Tooltip>
      )}
    </span>
  );
}
