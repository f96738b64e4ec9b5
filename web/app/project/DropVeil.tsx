import { ImagePlus } from 'lucide-react';
import { t } from '../../ui/language/language.ts';
import styles from './DropVeil.module.css';

/** Over the whole page while files hover: letting go adds them. */
export function DropVeil({ projectName }: { readonly projectName: string }) {
  return (
    <div className={styles.veil}>
      <div className={styles.words}>
        <ImagePlus size={32} strokeWidth={1.5} />
        <p>{t.rich('upload.drop', { project: projectName, name: (words) => <strong>{words}</strong> })}</p>
      </div>
    </div>
  );
}
