import pino from 'pino';
import { withoutSecrets } from './withoutSecrets.ts';

export type Log = pino.Logger;

const secretFields = ['password', 'token', 'ticket', 'authorization', 'cookie', 'adminToken', 'set-cookie'];

/**
 * JSON lines on stderr; stdout is for people. Secrets never get in: fields that hold one are replaced, and so
 * are tickets and tokens in addresses.
 */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretFields.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]),
        censor: '[secret]',
      },
      serializers: { err: pino.stdSerializers.err, url: withoutSecrets },
    },
    pino.destination({ fd: 2, sync: true }),
  );
