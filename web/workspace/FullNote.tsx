import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type Fullness, levelOf } from '../document/fullness.ts';
import { classes } from '../ui/classes.ts';
import { megabytes, whole } from '../ui/quantity.ts';
import styles from './FullNote.module.css';
import { mayAnnotate } from './permissions.ts';
import { useWorkbench } from './sessionContext.ts';

/** Above the objects from half of what a picture may hold on; a toast once more when nothing more is taken. */
export function FullNote() {
  const { fullness, notes, role } = useWorkbench();
  const state = useStore(fullness.store);
  const level = levelOf(state);
  const draws = mayAnnotate(role);
  const before = useRef<typeof level | null>(null);
  useEffect(() => {
    if (!state.isWhole) return;
    const was = before.current;
    before.current = level;
    if (was === null || was === level || !draws) return;
    if (level === 'full') notes.warn({ title: 'This picture is full', description: adviceFor(state) });
    if (level === 'half' && was === 'room')
      notes.say({ title: 'This picture is half full', description: `${amounts(state)}.` });
  }, [level, state, draws, notes]);
  if (level === 'room') return null;
  return (
    <p
      className={classes(styles.note, level === 'full' && styles.full)}
      data-testid="full-note"
      data-level={level}
    >
      {level === 'full' && <TriangleAlert size={14} aria-hidden />}
      <span>{level === 'full' && draws ? `Full. ${adviceFor(state)}` : amounts(state)}</span>
    </p>
  );
}

const byObjects = ({ objects, bytes, caps }: Fullness): boolean =>
  objects / caps.instances >= bytes / caps.documentBytes;

function amounts(state: Fullness): string {
  const { objects, bytes, caps } = state;
  return byObjects(state)
    ? `${whole(objects)} of at most ${whole(caps.instances)} objects`
    : `Shapes take ${megabytes(bytes)} of at most ${megabytes(caps.documentBytes)}`;
}

const adviceFor = (state: Fullness): string =>
  byObjects(state)
    ? `It holds ${whole(state.caps.instances)} objects, the most it can. Delete some to draw more.`
    : `Its shapes take all of ${megabytes(state.caps.documentBytes)}. Delete some, or use fewer vertices.`;
