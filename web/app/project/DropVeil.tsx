import { ImagePlus } from 'lucide-react';
import styles from './DropVeil.module.css';

/** Over the whole page while files hover: letting go adds them. */
export function DropVeil({ projectName }: { readonly projectName: string }) {
  return (
    <div className={styles.veil}>
      <div className={styles.words}>
        <ImagePlus size={32} strokeWidth={1.5} />
        <p>
          Drop to add to <strong>{projectName}</strong>
        </p>
      </div>
    </div>
  );
}
