import { config } from 'zod';

/** Schemas are read as they are: the page's policy allows no code made of strings, and reports the attempt. */
config({ jitless: true });
