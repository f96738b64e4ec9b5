import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { Button, type ButtonLook } from './Button.tsx';
import { classes } from './classes.ts';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'>, ButtonLook {
  /** What it does, in words: the accessible name and the tooltip. */
  readonly label: string;
  readonly shortcut?: string;
  readonly side?: ComponentProps<typeof Tooltip>['side'];
  /** For a switch: whether it is on. */
  readonly pressed?: boolean;
}

/** A button that shows only an icon. */
export function IconButton({
  label,
  shortcut,
  side,
  pressed,
  kind = 'quiet',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <Button
        {...rest}
        kind={kind}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut || undefined}
        className={classes(styles.icon, className)}
      />
    </Tooltip>
  );
}
