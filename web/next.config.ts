import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NextConfig } from 'next';

/** Where `next dev` finds the server's API and sockets; the built pages are served by that server itself. */
const server = process.env.MASKROOM_DEV_SERVER ?? 'http://127.0.0.1:8080';

/** Every language that there is a file of messages for. */
const languages = readdirSync(join(import.meta.dirname, 'ui/language/messages')).map((file) =>
  file.replace(/\.json$/, ''),
);

const common: NextConfig = {
  env: { MASKROOM_LANGUAGES: languages.join(' ') },
  images: { unoptimized: true },
  transpilePackages: ['@maskroom/shared'],
  // Types are checked by `tsc -p web`, in its own step, so that a build at start stays short.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  turbopack: {
    // Messages are compiled into what the small formatter takes; see compileMessages.mjs.
    rules: { '**/language/messages/*.json': { loaders: ['./compileMessages.mjs'], as: '*.json' } },
    resolveAlias: {
      'use-intl/format-message': 'use-intl/format-message/format-only',
    },
  },
};

const config: NextConfig =
  process.env.NODE_ENV === 'development'
    ? {
        ...common,
        rewrites: async () => [
          { source: '/api/:path*', destination: `${server}/api/:path*` },
          { source: '/rt/:path*', destination: `${server}/rt/:path*` },
        ],
      }
    : { ...common, output: 'export' };

export default config;
