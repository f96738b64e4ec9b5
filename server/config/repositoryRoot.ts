/** Where models and the built web pages lie: two levels above `server/config/*.ts` and `server/dist/*.js` alike. */
export const repositoryRoot = new URL('../../', import.meta.url);
