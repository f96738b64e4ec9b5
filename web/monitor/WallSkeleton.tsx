import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './LiveWall.module.css';

/** The wall before the server has told who is here. */
export const WallSkeleton = () => (
  <div className={styles.wall} aria-busy>
    {['a', 'b', 'c'].map((key) => (
      <Skeleton key={key} width="100%" height={380} radius={8} />
    ))}
  </div>
);
