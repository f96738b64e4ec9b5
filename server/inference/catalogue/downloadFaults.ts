/** Why a request did not bring the file. */
export class Fault extends Error {
  override readonly name = 'Fault';
  constructor(
    message: string,
    /** Whether the same request may succeed soon. */
    readonly again: boolean,
    /** How long the source asks to wait. */
    readonly waitMs?: number,
  ) {
    super(message);
  }
}

const LONGEST_WAIT_MS = 30_000;
const byHand = 'Fetch the files by hand or on another machine, and install them with `maskroom models add`.';

export function faultOfStatus(status: number, retryAfter: string | null, url: string): Fault {
  if (status === 404 || status === 410)
    return new Fault(
      `There is no such file any more (${status}): ${url}\nLook at the model's page for its new place. ${byHand}`,
      false,
    );
  if (status === 401 || status === 403)
    return new Fault(`The source wants a login for ${url} (${status}). ${byHand}`, false);
  const again = status === 416 || status === 429 || status === 408 || status >= 500;
  const waitMs = Number(retryAfter) * 1_000;
  return new Fault(
    `${new URL(url).host} answered ${status} to ${url}. Try again later; what was fetched is kept.`,
    again,
    retryAfter !== null && waitMs >= 0 ? Math.min(waitMs, LONGEST_WAIT_MS) : undefined,
  );
}

const unreachable = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);
const cutOff = new Set(['ECONNRESET', 'ETIMEDOUT', 'EPIPE']);

/** What a failed request means for the person who asked for it. Problems stay what they are. */
export function faultOfCause(cause: unknown, url: string): Fault {
  const { host } = new URL(url);
  if (cause instanceof Fault) {
    return cause.again && cause.waitMs === undefined && !cause.message.includes(host)
      ? new Fault(`${host}: ${cause.message}. Run the same again; it goes on where it stopped.`, true)
      : cause;
  }
  const code = codeOf(cause);
  if (unreachable.has(code))
    return new Fault(
      `${host} cannot be reached (${code}). Is there a network, or a proxy to name in HTTPS_PROXY? ${byHand}`,
      true,
    );
  if (cutOff.has(code) || code.startsWith('UND_ERR') || /terminated|aborted/i.test(messageOf(cause)))
    return new Fault(
      `The connection to ${host} was cut (${code || messageOf(cause)}). Run the same again; it goes on where it stopped.`,
      true,
    );
  return new Fault(messageOf(cause), false);
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** fetch wraps what went wrong, sometimes twice. */
function codeOf(cause: unknown): string {
  for (let at = cause; at instanceof Error; at = at.cause) {
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}
