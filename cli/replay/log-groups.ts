/** Says which log group a file's rows belong to where its form does not carry it: `--log-group [FILE=]NAME`. */
import { WrongUse } from '../wrong-use';

export type LogGroups = (file: string) => string | undefined;

const LOG_GROUP = /^[.\-_/#A-Za-z0-9]{1,512}$/;

/** A name for one file goes before a name for all. */
export function readLogGroups(options: readonly string[], files: readonly string[]): LogGroups {
  const byFile = new Map<string, string>();
  let forAll: string | undefined;
  for (const option of options) {
    const split = option.lastIndexOf('='); // no log group's name has one
    const name = option.slice(split + 1);
    if (!LOG_GROUP.test(name)) {
      throw new WrongUse(
        `--log-group must name a log group such as /aws/lambda/checkout, got "${name}"; allowed are letters, digits and . - _ / #`,
      );
    }
    if (split === -1) forAll = name;
    else byFile.set(fileOf(option.slice(0, split), files), name);
  }
  return (file) => byFile.get(file) ?? forAll;
}

function fileOf(file: string, files: readonly string[]): string {
  if (files.includes(file)) return file;
  throw new WrongUse(`--log-group ${file}=… names a file that is not replayed; given are ${files.join(', ')}`);
}
