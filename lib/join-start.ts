/**
 * Makes one file of an entry and the chunks that it imports at once: Node finds, reads and links each file by itself, and ten of
 * them took 10 ms of CPU time more than one. What is imported lazily takes from that file what it has in common with it.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { buildSync, type BuildOptions, type Metafile } from 'esbuild';

type Outputs = Metafile['outputs'];

const ENTRY = 'index.mjs';

export interface Joined {
  readonly startBytes: number;
  readonly allBytes: number;
}

/** @param parts the folder into which esbuild has split the code; of no use afterwards */
export function joinStart(outputs: Outputs, parts: string, outdir: string, how: BuildOptions): Joined {
  const start = startFiles(outputs);
  const later = Object.keys(outputs).filter((file) => !start.includes(file));
  const lazy = later.filter((file) => outputs[file]?.entryPoint !== undefined).map((file) => basename(file));
  // Names of chunks come from paths too: from here they are the same wherever it is built.
  const options: BuildOptions = { ...how, bundle: true, metafile: true, absWorkingDir: parts };

  const aside = join(parts, 'lazy');
  mkdirSync(aside);
  for (const file of later) renameSync(join(parts, basename(file)), join(aside, basename(file)));
  start.forEach((file, at) => {
    const names = (outputs[file]?.exports ?? []).map((name) => `${joinedName(name, at)} as ${name}`);
    writeFileSync(join(aside, basename(file)), `export { ${names.join(', ')} } from './${ENTRY}';`);
  });
  const entryPoints = lazy.map((file) => join(aside, file));
  const outExtension = { '.js': '.mjs' };
  const external = [`./${ENTRY}`];
  const rest = buildSync({ ...options, entryPoints, outdir: resolve(outdir), outExtension, splitting: true, external });
  const restFiles = Object.keys(rest.metafile?.outputs ?? {});

  const asked = new Set(
    restFiles.flatMap((file) => readFileSync(resolve(parts, file), 'utf8').match(JOINED_NAME) ?? []),
  );
  const contents = start.map((file, at) => {
    const names = (outputs[file]?.exports ?? []).flatMap((name) =>
      asked.has(joinedName(name, at)) ? [`${name} as ${joinedName(name, at)}`] : [],
    );
    return `export { ${names.join(', ')} } from './${basename(file)}';`;
  });
  const entry = buildSync({
    ...options,
    stdin: { contents: [...contents, `export { handler } from './${ENTRY}';`].join('\n'), resolveDir: parts },
    outfile: resolve(outdir, ENTRY),
    external: lazy.map((file) => `./${file}`),
  });
  const startBytes = bytesOf(entry.metafile?.outputs);
  return { startBytes, allBytes: startBytes + bytesOf(rest.metafile?.outputs) };
}

/** By which what is lazy finds it in the joined file: two chunks may call two things by one name. */
const joinedName = (name: string, chunk: number): string => `$of${chunk}$${name}`;
const JOINED_NAME = /\$of\d+\$[\w$]+/g;

function startFiles(outputs: Outputs): readonly string[] {
  const start = new Set(Object.keys(outputs).filter((file) => basename(file) === ENTRY));
  for (const file of start) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) start.add(path);
    }
  }
  return [...start];
}

const bytesOf = (outputs: Outputs = {}): number => Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0);
