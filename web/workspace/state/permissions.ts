import { type Role, roleAtLeast } from '@maskroom/shared/annotation/role';
import type { ToolName } from '@maskroom/shared/presence/presence';

/** What the screen offers a role. The server decides; this only spares a refusal. */
export const mayAnnotate = (role: Role): boolean => roleAtLeast(role, 'annotator');
export const mayReview = (role: Role): boolean => roleAtLeast(role, 'reviewer');
/** Is told where people are, among other things. */
export const mayLead = (role: Role): boolean => roleAtLeast(role, 'lead');

export const toolsFor = (role: Role): readonly ToolName[] =>
  mayAnnotate(role)
    ? ['smart', 'everything', 'select', 'polygon', 'box', 'ellipse', 'brush', 'eraser', 'cut', 'pan']
    : ['select', 'pan'];
