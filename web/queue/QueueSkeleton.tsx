import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './QueuePage.module.css';

/** Where the first object will be. */
export const QueueSkeleton = () => (
  <div className={styles.loading} aria-busy>
    <Skeleton width="100%" height="100%" radius={0} />
  </div>
);
