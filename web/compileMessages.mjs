import compile from 'icu-minify/compile';

/**
 * A loader: messages are read when the pages are built, so that no browser needs the reader of their syntax.
 * What `use-intl/format-message/format-only` takes stands in place of each.
 */
export default function compileMessages(source) {
  return JSON.stringify(compiled(JSON.parse(source)));
}

const compiled = (messages) =>
  Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string' ? compile(message) : compiled(message),
    ]),
  );
