/** Breaks prose into lines of at most so many columns, at spaces; a longer word is broken where it must. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((word) => pieces(word, columns))) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): string[] {
  if (word.length <= columns) return [word];
  const found = [''];
  for (const character of word) {
    const last = found.at(-1) ?? '';
    if (last.length + character.length > columns) found.push(character);
    else found[found.length - 1] = last + character;
  }
  return found;
}
