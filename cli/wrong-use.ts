/** Says that the command was used in a way that cannot work: what is wrong, what came, the cure. Ends with exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
