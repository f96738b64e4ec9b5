import { useEffect, useRef, useState } from 'react';
import { dropped, type Picked } from './pickedFiles.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files and folders dropped anywhere on the page; true while some hover over it. */
export function useFileDrop(enabled: boolean, onDrop: (picked: Picked) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    if (!enabled) return;
    // Every element the pointer crosses enters and leaves: only the balance says whether it is still here.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (hasFiles(event)) setOver(++depth > 0);
    };
    const leave = (event: DragEvent) => {
      if (hasFiles(event)) setOver(--depth > 0);
    };
    const hover = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void dropped(event.dataTransfer).then((picked) => latest.current(picked));
    };
    const handlers = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const;
    window.addEventListener('dragenter', handlers.dragenter);
    window.addEventListener('dragleave', handlers.dragleave);
    window.addEventListener('dragover', handlers.dragover);
    window.addEventListener('drop', handlers.drop);
    return () => {
      window.removeEventListener('dragenter', handlers.dragenter);
      window.removeEventListener('dragleave', handlers.dragleave);
      window.removeEventListener('dragover', handlers.dragover);
      window.removeEventListener('drop', handlers.drop);
    };
  }, [enabled]);
  return over;
}
