/**
 * What a new project has as its reasons to reject. They are stored in these words whatever language anybody reads, so that
 * figures count one reason as one; who reads them is shown them in their own.
 */
export const usualReasons = ['Wrong label', 'Loose outline', 'Part is missing', 'Not an object'] as const;
/** The most a project may have, and the most characters of each: short enough to read at a glance. */
export const MOST_REASONS = 20;
export const REASON_LENGTH = 120;

export type UsualReason = (typeof usualReasons)[number];
