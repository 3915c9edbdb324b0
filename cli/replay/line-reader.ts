/** Makes a row reader of a function that reads one line; a line is counted even where it is blank. */
import type { Read, RowReader } from './row';

/** Twice what one delivery may hold inflated: a longer line is no row. */
const MAX_LINE_CHARS = 64 * 1024 * 1024;

export function createLineReader(readLine: (line: string, number: number, into: Read[]) => void): RowReader {
  let open = ''; // the line whose end has not come yet
  let isTooLong = false;
  let number = 0;
  const take = (line: string, into: Read[]) => {
    number += 1;
    if (isTooLong) into.push({ kind: 'unreadable', line: number, why: 'the line is longer than 64 MiB' });
    else readLine(line.endsWith('\r') ? line.slice(0, -1) : line, number, into);
    isTooLong = false;
  };
  return {
    push(text) {
      const reads: Read[] = [];
      let from = 0;
      for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
        take(open + text.slice(from, to), reads);
        open = '';
        from = to + 1;
      }
      if (open.length + text.length - from > MAX_LINE_CHARS) isTooLong = true;
      open = isTooLong ? '' : open + text.slice(from);
      return reads;
    },
    end() {
      const reads: Read[] = [];
      if (open.length > 0 || isTooLong) take(open, reads);
      open = '';
      return reads;
    },
  };
}
