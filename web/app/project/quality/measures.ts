import { decimal } from '../../../ui/language/formats.ts';

/** How well two agree, each 0 to 1. */
export const measures = ['f1', 'meanIou', 'boundaryF1'] as const;
export type Measure = (typeof measures)[number];

export const shareWords = (share: number | null): string => (share === null ? '–' : decimal(share, 2));
