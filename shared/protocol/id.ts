import { z } from 'zod';

/** Of anything that has one: projects, images, instances, labels, people. */
export const id = z.string().min(1).max(64);
