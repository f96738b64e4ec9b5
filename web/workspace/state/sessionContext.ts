import type { ReviewDecision } from '@maskroom/shared/annotation/instance';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ShapeState } from '../../document/shapeStore.ts';
import type { KeyCommand } from '../../tool/keys.ts';
import type { HandState } from './handStore.ts';
import type { WorkspaceSession } from './session.ts';
import type { ViewState } from './viewStore.ts';

/** What a key or a button sets off; says whether it meant something now. */
export interface Commands {
  run(command: KeyCommand): boolean;
  /** Relabels what is selected, else chooses the label for what comes next. */
  takeLabel(labelId: string): void;
  /** Selects an object and brings it into sight. */
  show(instanceId: string): void;
}

export interface Workbench extends WorkspaceSession {
  readonly commands: Commands;
}

export const WorkbenchContext = createContext<Workbench | null>(null);

/** The open picture with all its parts; components read its stores through the hooks below. */
export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('useWorkbench needs a Workspace around it');
  return workbench;
}

export const useShapes = <T>(select: (state: ShapeState) => T): T => useStore(useWorkbench().shapes, select);
export const useHand = <T>(select: (state: HandState) => T): T => useStore(useWorkbench().hand, select);
export const useView = <T>(select: (state: ViewState) => T): T => useStore(useWorkbench().view, select);

export const decisionOf = (decisions: ReadonlyMap<string, ReviewDecision>, id: string) =>
  decisions.get(id)?.decision ?? 'none';
