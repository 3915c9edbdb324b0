/** `vigil account hash`: says how an account stands in alerts, so that its owner can be found by the keyed hash. */
import { createHasher } from '../adapters/hasher';
import { createSecretReader, createSecretsClient, SecretError } from '../adapters/secrets';
import { maskAccount } from '../core/login/mask-account';
import { openStack } from './open-stack';
import { readText } from './read-text';
import type { Terminal } from './terminal';
import { WrongUse } from './wrong-use';

/** As alerts show it. */
const SHOWN_DIGITS = 8;

/** @param name `-` reads names from standard input, one a line: a name on a command line stays in the shell's history */
export async function tellAccountHash(name: string, stack: string, terminal: Terminal): Promise<void> {
  const { pepperSecret } = await openStack(stack);
  const pepper = await readPepper(pepperSecret);
  const names = name === '-' ? (await readStandardInput()).split('\n') : [name];
  for (const each of names.map((line) => line.trim()).filter((line) => line !== ''))
    await terminal.out(hashLine(each, pepper));
}

export function hashLine(account: string, pepper: string): string {
  const hash = createHasher(pepper).subject('account', account);
  return `#${hash.slice(0, SHOWN_DIGITS)}  ${maskAccount(account)}  ${hash}`;
}

async function readPepper(secret: string): Promise<string> {
  try {
    return await createSecretReader(createSecretsClient()).read(secret);
  } catch (error) {
    if (error instanceof SecretError) throw new WrongUse(error.message);
    throw error;
  }
}

async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const piece of readText('-')) text += piece;
  return text;
}
