import { z } from 'zod';
import { id } from './id.ts';

/**
 * What of a project pages show: itself with its settings and labels, its pictures with how far they are, jobs, how well people
 * agree, how they find the truth, what was done by the hour, alerts with their rules and what was sent to the webhook.
 */
export const workParts = ['project', 'pictures', 'jobs', 'quality', 'truth', 'figures', 'alerts'] as const;
export type WorkPart = (typeof workParts)[number];

export const projectSubscribeSchema = z.object({ projectId: id, part: z.enum(workParts) });
export type ProjectSubscribe = z.infer<typeof projectSubscribeSchema>;

export interface ProjectSubscribed {
  readonly ok: true;
  /** For so long nothing of it has changed, as far as the server remembers: whoever asked for it since has it as it is. */
  readonly quietMs: number;
}

/** What is asked for of the project over HTTP may say something else now. */
export interface ProjectWork {
  readonly projectId: string;
  readonly part: WorkPart;
  /** Of `quality`: the pictures labelled by several people that it is about. Null: any. */
  readonly imageIds: readonly string[] | null;
}
