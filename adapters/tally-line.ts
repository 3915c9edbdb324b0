/** Writes what an invocation did as its one log line: numbers and reasons of our own wording, never content. */
export const writeTally = (name: string, tally: object): void =>
  void process.stdout.write(`${JSON.stringify({ vigil: name, ...tally })}\n`);
