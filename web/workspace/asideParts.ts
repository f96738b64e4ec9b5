import { late } from '../ui/late.ts';

/** What lies behind the other tabs of the side panel: nobody needs it for a first mask. */
export const reviewPart = late(() => import('./review/ReviewPanel.tsx'));
export const commentsPart = late(() => import('./comments/CommentsPanel.tsx'));
