import type { ComponentProps, MouseEvent } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import { Link } from './navigation.ts';

/** `primary` is for the one thing that matters now; a page has one at a time. */
export interface ButtonLook {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'small';
}

const look = ({ kind = 'secondary', size = 'medium' }: ButtonLook, className?: string): string =>
  classes(styles.button, styles[kind], size === 'small' && styles.small, className);

interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** What it began goes on: pressing it does nothing meanwhile, and unlike a disabled one it keeps the keyboard. */
  readonly busy?: boolean;
}

export function Button({
  busy = false,
  kind,
  size,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      {...(busy && { 'aria-disabled': true })}
      type={type}
      className={look({ kind, size }, className)}
      onClick={busy ? stop : onClick}
    />
  );
}

/** Enter in a form's field presses its button. */
const stop = (event: MouseEvent): void => event.preventDefault();

/** Looks like a button, is a link: for what leads elsewhere. */
export function LinkButton({ kind, size, className, ...rest }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link {...rest} className={look({ kind, size }, className)} />;
}

/** A button that has the browser save what the address answers. */
export function DownloadButton({ kind, size, className, ...rest }: ComponentProps<'a'> & ButtonLook) {
  return <a {...rest} download className={look({ kind, size }, className)} />;
}
