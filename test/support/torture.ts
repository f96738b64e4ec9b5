/** Whether this is the long run of a release, `npm run test:torture`, in which figures decide; in `npm test` none does. */
export const isTorture = process.env.MASKROOM_TORTURE === '1';
/** Clients and server share the machine of a test: so much more than a promised figure passes. */
export const GENEROSITY = 4;
