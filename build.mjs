/** Builds the command line into one file, so that it starts fast and needs nothing at run time. */
import { build } from 'esbuild';

await build({
  entryPoints: ['bin/vigil.ts'],
  outfile: 'dist/vigil.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
