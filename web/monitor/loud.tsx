import type { ReactNode } from 'react';

/** Makes the figure in a message the loud part of it. */
export const n = (words: ReactNode) => <strong>{words}</strong>;
