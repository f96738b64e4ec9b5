/**
 * The one table of errors. `status` is the HTTP answer, `retryable` says whether the same call may succeed
 * later, `title` is what a person reads when nothing more specific is known.
 */
export const problemTable = {
  'bad-request': { status: 400, retryable: false, title: 'The request is not well formed.' },
  'prompt-invalid': { status: 400, retryable: false, title: 'The prompt is not valid.' },
  'prompt-outside': { status: 400, retryable: false, title: 'The prompt lies outside the image.' },
  'geometry-invalid': { status: 400, retryable: false, title: 'The geometry is not valid.' },
  unauthenticated: { status: 401, retryable: false, title: 'Sign in first.' },
  'wrong-credentials': { status: 401, retryable: false, title: 'The email or the password is wrong.' },
  forbidden: { status: 403, retryable: false, title: 'Your role does not allow this.' },
  'origin-refused': { status: 403, retryable: false, title: 'This page is not allowed to call the server.' },
  'oidc-refused': { status: 403, retryable: false, title: 'The identity provider did not let you in.' },
  'own-work': { status: 403, retryable: false, title: 'Nobody decides on their own work.' },
  'not-found': { status: 404, retryable: false, title: 'There is no such thing, or you may not see it.' },
  'model-unknown': { status: 404, retryable: false, title: 'This server has no such model.' },
  conflict: { status: 409, retryable: false, title: 'This conflicts with what is there.' },
  incomplete: {
    status: 409,
    retryable: false,
    title: 'Some objects lack what their label requires: answer that first.',
  },
  'geometry-changed': {
    status: 409,
    retryable: false,
    title: 'The shape, its label or its attributes changed since you saw it.',
  },
  'decided-meanwhile': {
    status: 409,
    retryable: false,
    title: 'Another decision stands than the one you saw.',
  },
  'invite-used': { status: 410, retryable: false, title: 'This invitation was used or has expired.' },
  'too-large': { status: 413, retryable: false, title: 'This is larger than the server takes.' },
  'picture-too-large': {
    status: 413,
    retryable: false,
    title: 'The picture has more pixels than the server takes.',
  },
  'picture-unsupported': {
    status: 415,
    retryable: false,
    title: 'This is not a JPEG, PNG, WebP or TIFF picture.',
  },
  'range-invalid': { status: 416, retryable: false, title: 'The range lies outside of the file.' },
  'picture-broken': {
    status: 422,
    retryable: false,
    title: 'The picture is damaged and cannot be read whole.',
  },
  'picture-empty': { status: 422, retryable: false, title: 'The file is empty.' },
  'rate-limited': { status: 429, retryable: true, title: 'Too many requests; wait a moment.' },
  internal: { status: 500, retryable: true, title: 'Something went wrong on the server; your work is safe.' },
  'model-failed': {
    status: 502,
    retryable: true,
    title: 'The model could not answer this prompt; try again.',
  },
  'model-limit': {
    status: 503,
    retryable: true,
    title: 'The server runs as many models as it may; choose one of them, or try again later.',
  },
  unavailable: { status: 503, retryable: true, title: 'The server is busy or starting; try again shortly.' },
} as const;

export type ProblemCode = keyof typeof problemTable;

/** An error that may be shown to whoever caused it: `code` is stable, `message` says what to do. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    message: string = problemTable[code].title,
    /** Extra fields for the caller, for instance the geometry that replaced the one decided on. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** Normalises anything thrown: a Problem stays itself, everything else becomes `internal` without details. */
export const toProblem = (cause: unknown): Problem =>
  cause instanceof Problem ? cause : new Problem('internal');
