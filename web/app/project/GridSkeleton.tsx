import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './ProjectView.module.css';

const places = Array.from({ length: 24 }, (_, at) => at);

/** The grid before its pictures are known. */
export function GridSkeleton() {
  return (
    <div className={styles.skeleton} aria-busy>
      {places.map((place) => (
        <Skeleton key={place} width="100%" height="auto" />
      ))}
    </div>
  );
}
