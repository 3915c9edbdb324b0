/** Makes the places that the demo writes to, before its work: where that cannot be, it says why and what to give. */
import { mkdir, open } from 'node:fs/promises';
import { WrongUse } from '../wrong-use';

/** Throws WrongUse. */
export async function prepareFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new WrongUse(`${path} ${WHY_NO_FOLDER[codeOf(error)] ?? notWritable(error)}; give a folder`, {
      cause: error,
    });
  }
}

/** Leaves what is in the file. Throws WrongUse. */
export async function prepareFile(path: string): Promise<void> {
  try {
    await (await open(path, 'a')).close();
  } catch (error) {
    throw new WrongUse(`${path} ${WHY_NO_FILE[codeOf(error)] ?? notWritable(error)}; give a file`, { cause: error });
  }
}

const WHY_NO_FOLDER: Readonly<Record<string, string>> = { EEXIST: 'is a file', ENOTDIR: 'lies below a file' };

const WHY_NO_FILE: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder',
  ENOENT: 'lies in a folder that is not there',
  ENOTDIR: 'lies below a file',
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const notWritable = (error: unknown): string => `cannot be written to (${codeOf(error) || String(error)})`;
