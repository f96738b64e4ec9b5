import type { Image } from '@maskroom/shared/protocol/http';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useKeys } from '../../../ui/useKeys.ts';
import { chooseUpTo, nothingChosen, toggle } from './choose.ts';

export interface Choice {
  readonly ids: ReadonlySet<string>;
  /** `isRange`: all from the last one to this. */
  readonly choose: (id: string, isRange: boolean) => void;
  readonly chooseAll: () => void;
  readonly clear: () => void;
}

/** Which of the pictures that are shown somebody chose; those that a filter hides afterwards stay chosen. */
export function useChoice(shown: readonly Image[]): Choice {
  const [chosen, setChosen] = useState(nothingChosen);
  const order = useRef<readonly string[]>([]);
  useEffect(() => {
    order.current = shown.map(({ id }) => id);
  }, [shown]);
  const choose = useCallback(
    (id: string, isRange: boolean) =>
      setChosen((last) => (isRange ? chooseUpTo(last, id, order.current) : toggle(last, id))),
    [],
  );
  const clear = () => setChosen(nothingChosen);
  useKeys({ Escape: clear }, chosen.ids.size > 0);
  return {
    ids: chosen.ids,
    choose,
    chooseAll: () => setChosen(({ ids, last }) => ({ ids: new Set([...ids, ...order.current]), last })),
    clear,
  };
}
