import type { Prompt } from '@maskroom/shared/prompt/prompt';

export const isEmpty = ({ points, box }: Prompt): boolean => points.length === 0 && box === undefined;
