/**
 * What a new project has as its reasons to reject. They are stored in these words whatever language anybody reads, so that
 * figures count one reason as one; who reads them is shown them in their own.
 */
export const usualReasons = ['Wrong label', 'Loose outline', 'Part is missing', 'Not an object'] as const;
export type UsualReason = (typeof usualReasons)[number];
