import type { Listeners } from '@maskroom/shared/base/listeners';

/** Somebody's rights are not what they were: in one project, or (`projectId` null) everywhere. Told once it is stored. */
export interface AccessChange {
  readonly projectId: string | null;
  readonly userId: string;
}

export type AccessEvents = Listeners<[change: AccessChange]>;
