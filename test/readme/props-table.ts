/** Writes the README's table of props from the comments in lib/vigil-props.ts, lib/alert-props.ts and lib/route-props.ts: `npx tsx test/readme/props-table.ts` prints it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROPS_BEGIN = '<!-- props -->';
export const PROPS_END = '<!-- /props -->';

export interface Prop {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly says: string;
  /** Undefined where it must be given. */
  readonly default: string | undefined;
}

const SOURCES = ['vigil-props.ts', 'alert-props.ts', 'route-props.ts'];

/** The interfaces of all props, one after another. */
export const readSources = (): string =>
  SOURCES.map((name) => readFileSync(join(__dirname, '../../lib', name), 'utf8')).join('\n');

/** The props of an interface, and beneath each the props of the interface that it is of, in the order of the source. */
export function readPropsOf(source: string, owner: string, prefix = ''): readonly Prop[] {
  const [, body = ''] = new RegExp(`^export interface ${owner}\\b[^{]*\\{\\n([^]*?)^\\}`, 'm').exec(source) ?? [];
  const members = /(?: {2}\/\*\*([^]*?)\*\/\n)? {2}readonly (\w+)(\??): ([^;]+);/g;
  return [...body.matchAll(members)].flatMap(([, comment = '', name = '', optional, type = '']) => {
    const text = comment.replaceAll(/^\s*\* ?/gm, '').trim();
    const [says = '', byDefault] = text.split(/^@default /m);
    const own: Prop = {
      name: prefix + name,
      isOptional: optional === '?',
      type: oneLine(type),
      says: oneLine(says),
      default: optional === '?' ? oneLine((byDefault ?? '').replace(/^- /, '')) : undefined,
    };
    const [below] = /\b(?!VigilProps)\w+Props\b/.exec(type) ?? [];
    return below === undefined
      ? [own]
      : [own, ...readPropsOf(source, below, `${prefix}${name}${type.startsWith('readonly') ? '[]' : ''}.`)];
  });
}

/** With its two markers. */
export function renderProps(props: readonly Prop[] = readPropsOf(readSources(), 'VigilProps')): string {
  const rows = props.map(
    ({ name, type, says, default: byDefault }) =>
      `| \`${name}\` | \`${cell(type)}\` | ${cell(says)} | ${cell(byDefault ?? 'must be given')} |`,
  );
  return [PROPS_BEGIN, '| Prop | Type | What it is | Default |', '|---|---|---|---|', ...rows, PROPS_END].join('\n');
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const cell = (text: string): string => text.replaceAll('|', '\\|');

if (process.argv[1]?.endsWith('props-table.ts') === true) process.stdout.write(`${renderProps()}\n`);
