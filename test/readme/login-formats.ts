/** Writes the README's table of login formats from the readers themselves: `npx tsx test/readme/login-formats.ts` prints it. */
import { FORMAT_GUIDE } from '../../core/login/format-guide';
import { FORMATS, type FormatReader } from '../../core/login/formats';

export const TABLE_BEGINS = '<!-- login formats -->';
export const TABLE_ENDS = '<!-- /login formats -->';

/** With its two markers. */
export function renderLoginFormats(formats: readonly FormatReader[] = FORMATS): string {
  const rows = formats.map(({ format, anywhere, readJson, readText }) => {
    const { summary, example } = FORMAT_GUIDE[format];
    const reads = [readJson && 'JSON', readText && 'text'].filter(Boolean).join(', ');
    return `| \`${format}\` | ${reads} | ${anywhere ? 'in every log group' : 'where you name it'} | ${cell(summary)} | \`${cell(example)}\` |`;
  });
  const head = ['| Format | Lines | Read | What its lines tell | Such as |', '|---|---|---|---|---|'];
  return [TABLE_BEGINS, ...head, ...rows, TABLE_ENDS].join('\n');
}

/** The table in a text, markers included; undefined where there is none. */
export function tableIn(text: string): string | undefined {
  const from = text.indexOf(TABLE_BEGINS);
  const to = text.indexOf(TABLE_ENDS, from);
  return from === -1 || to === -1 ? undefined : text.slice(from, to + TABLE_ENDS.length);
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

if (process.argv[1]?.endsWith('login-formats.ts') === true) process.stdout.write(`${renderLoginFormats()}\n`);
