/**
 * Why a document's socket is closed. y-websocket takes 4400–4499 as final and retries everything else.
 */
export const closeCodes = {
  malformed: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  notFound: 4404,
  /** They are in the project, and have no part in this image any more: a layer ended, or they have one in its place. */
  leftWork: 4410,
  /** The tab's copy can't be reconciled any more: load the page again. */
  reload: 4409,
  tooLarge: 4413,
  /** The protocol knows binary frames only. */
  text: 1003,
  restart: 1012,
  overload: 1013,
} as const;

/** Why something is refused: the code that closes the socket, and words for the client and the log. */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
}

/** What the client has is of before the document was made anew: it starts over, and brings its own work again. */
export const outdated: Refusal = { code: closeCodes.reload, reason: 'the document was made anew' };

export const leftWork: Refusal = {
  code: closeCodes.leftWork,
  reason: 'this image is no part of your work any more',
};
export const noMember: Refusal = {
  code: closeCodes.forbidden,
  reason: 'you are no member of this project',
};

export const malformed = (reason: string): Refusal => ({ code: closeCodes.malformed, reason });
export const forbidden = (reason: string): Refusal => ({ code: closeCodes.forbidden, reason });
export const tooLarge = (reason: string): Refusal => ({ code: closeCodes.tooLarge, reason });
