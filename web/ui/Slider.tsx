import { useId } from 'react';
import { Key } from './Key.tsx';
import styles from './Slider.module.css';

interface SliderProps {
  readonly name: string;
  readonly value: number;
  readonly range: readonly [least: number, most: number, step: number];
  /** The value in words. */
  readonly words: string;
  readonly shortcut?: string;
  readonly onChange: (value: number) => void;
}

/** A number that is pulled to where it does what is wanted; its value is said in words. */
export function Slider({ name, value, range: [least, most, step], words, shortcut, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className={styles.slider}>
      <div className={styles.line}>
        <label htmlFor={id}>
          {name} {shortcut && <Key keys={shortcut} />}
        </label>
        <output htmlFor={id}>{words}</output>
      </div>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={words}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
