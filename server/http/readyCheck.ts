/** Throws, with a reason for the log, when its part of the server does not work. */
export type ReadyCheck = () => Promise<void>;
