import { cloneElement, type ReactElement } from 'react';

interface TooltipProps {
  readonly label: string;
  /** As `Key` takes it, for instance `Ctrl+Z`. */
  readonly shortcut?: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** The one element that is told about; it must hand `data-*` on to its node. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/**
 * A hint for what has a name already: sighted pointers see it, others have the label itself. It only marks the
 * element; the one `TooltipLayer` shows it, so that a list of a thousand buttons costs nothing.
 */
export const Tooltip = ({ label, shortcut, side, children }: TooltipProps) =>
  cloneElement(children, { 'data-tip': label, 'data-tip-keys': shortcut, 'data-tip-side': side });
