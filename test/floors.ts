/** Who may import whom: reads every import as text and says which look upward. The table is the one of the design. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

interface Floor {
  readonly name: string;
  readonly files: RegExp;
  /** Paths inside the house, or package names, that its files may import. */
  readonly may: readonly RegExp[];
}

const NODE = /^node:/;
const SDK = /^@aws-sdk\//;

/** The first floor whose pattern fits a file is its floor. */
export const FLOORS: readonly Floor[] = [
  { name: 'core', files: /^core\//, may: [/^core\//] },
  { name: 'adapters', files: /^adapters\//, may: [/^adapters\//, /^core\//, NODE, SDK, /^re2js$/] },
  {
    name: 'handler',
    files: /^lambda\/[^/]+\/handler\.ts$/,
    may: [/^lambda\/{own}\/(?!handler)/, /^core\//, /^adapters\//, SDK, /^aws-lambda$/],
  },
  { name: 'shell', files: /^lambda\/[^/]+\//, may: [/^lambda\/{own}\/(?!handler)/, /^core\//] },
  {
    name: 'lib',
    files: /^lib\//,
    may: [
      /^lib\//,
      /^core\/(settings|price(\/own-cost)?|watch\/vigil-log-group|login\/login-source)$/,
      /^core\/alert\/(alert|alert-settings|route|route-settings|short-hash|silence)$/,
      /^core\/detect\/(rules|detector-settings|overrides|finding)$/,
      /^adapters\/pattern-engine$/, // tried at synth: docs/decisions/002-lib-compiles-patterns.md
      NODE,
      /^aws-cdk-lib/,
      /^constructs$/,
      /^esbuild$/,
    ],
  },
  {
    name: 'examples',
    files: /^examples\//,
    may: [/^examples\//, /^@vigil-watch\/vigil$/, /^aws-cdk-lib/, /^test\/e2e\/plain-alarms$/, /^constructs$/],
  },
  { name: 'bin/app.ts', files: /^bin\/app\.ts$/, may: [/^lib\//, /^aws-cdk-lib/] },
  {
    name: 'bench',
    files: /^bench\//,
    may: [
      /^bench\//,
      /^core\//,
      /^lambda\/[^/]+\/(?!handler)/,
      /^adapters\//,
      /^cli\/demo\/random$/,
      /^lib\/build-function$/,
      NODE,
      /^esbuild$/,
    ],
  },
  {
    name: 'command line',
    files: /^(bin\/vigil\.ts$|cli\/)/,
    may: [
      /^cli\//,
      /^core\//,
      /^lambda\/[^/]+\/(?!handler)/,
      /^adapters\//,
      NODE,
      /^(commander|picocolors)$/,
      /^package\.json$/,
      /^\.\.\/package\.json$/,
    ],
  },
];

const IMPORT =
  /\b(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|(?<![-\w])import\s*\(?\s*['"]([^'"]+)['"]|\brequire\(\s*['"]([^'"]+)['"]/g;

/** Every import of a source text, as written. */
export const importsOf = (source: string): string[] =>
  [...source.matchAll(IMPORT)].map(([, from, bare, required]) => from ?? bare ?? required ?? '');

/** One sentence for each import of the file that its floor may not have. */
export function upwardImports(path: string, source: string): string[] {
  const floor = FLOORS.find(({ files }) => files.test(path));
  if (floor === undefined) return [`${path} stands on no floor`];
  const own = path.split('/')[1] ?? '';
  return importsOf(source)
    .map((written) => (written.startsWith('.') ? normalize(join(dirname(path), written)) : written))
    .filter((target) => !floor.may.some((rule) => new RegExp(rule.source.replace('{own}', own)).test(target)))
    .map((target) => `${path} imports ${target}: ${floor.name} may not`);
}

/** The house's own TypeScript files, relative to `root`. */
export function sourceFiles(root: string): string[] {
  const rooms = ['bin', 'lib', 'lambda', 'core', 'adapters', 'cli', 'bench', 'examples'];
  return rooms.flatMap((room) => walk(join(root, room))).map((file) => relative(root, file));
}

export const readSource = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

function walk(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
