import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type Fullness, levelOf } from '../../document/fullness.ts';
import { classes } from '../../ui/classes.ts';
import { number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { megabytes } from '../../ui/quantity.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './FullNote.module.css';

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
    if (level === 'full') notes.warn({ title: t('full.title'), description: adviceFor(state) });
    if (level === 'half' && was === 'room') notes.say({ title: t('full.half'), description: amounts(state) });
  }, [level, state, draws, notes]);
  if (level === 'room') return null;
  return (
    <p
      className={classes(styles.note, level === 'full' && styles.full)}
      data-testid="full-note"
      data-level={level}
    >
      {level === 'full' && <TriangleAlert size={14} aria-hidden />}
      <span>{level === 'full' && draws ? t('full.note', { advice: adviceFor(state) }) : amounts(state)}</span>
    </p>
  );
}

const byObjects = ({ objects, bytes, caps }: Fullness): boolean =>
  objects / caps.instances >= bytes / caps.documentBytes;

function amounts(state: Fullness): string {
  const { objects, bytes, caps } = state;
  return byObjects(state)
    ? t('full.objects', { n: number(objects), most: number(caps.instances) })
    : t('full.bytes', { n: megabytes(bytes), most: megabytes(caps.documentBytes) });
}

const adviceFor = (state: Fullness): string =>
  byObjects(state)
    ? t('full.objectsAdvice', { most: number(state.caps.instances) })
    : t('full.bytesAdvice', { most: megabytes(state.caps.documentBytes) });
