import { type RefObject, useEffect } from 'react';
import type { Stage } from '../../canvas/stage.ts';
import { useNavigation } from '../../ui/navigation.ts';
import type { WorkspaceSession } from '../state/session.ts';
import { reveal } from './reveal.ts';

/** Selects and shows the object that the address names, to be looked at or mended, as soon as the document holds it. */
export function useObjectOfAddress(session: WorkspaceSession, stage: RefObject<Stage | null>): void {
  const { search } = useNavigation();
  const id = new URLSearchParams(search).get('object');
  useEffect(() => {
    if (!id) return;
    const find = () => {
      const shape = session.shapes.getState().byId.get(id);
      if (!shape) return false;
      session.hand.setState({ tool: 'select' });
      session.selection.select([id]);
      if (stage.current) reveal(stage.current, shape.polygon);
      return true;
    };
    if (find()) return;
    const stop = session.shapes.subscribe(() => {
      if (find()) stop();
    });
    return stop;
  }, [id, session, stage]);
}
