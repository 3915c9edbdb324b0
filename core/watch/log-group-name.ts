/** Knows which names a log group can have. */

const LEGAL = /^[-._/#A-Za-z0-9]+$/;
const LONGEST = 512;

/** Why this cannot be a log group's name (CloudWatch's rules, checked 2026-11); undefined when it can. */
export function whyNoLogGroupName(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.startsWith('arn:')) return 'give the name, not the ARN';
  if (name.includes(' ')) return "spaces are not legal in a log group's name";
  if (!LEGAL.test(name)) {
    const [illegal] = /[^-._/#A-Za-z0-9]/u.exec(name) ?? [];
    return `"${illegal}" is not legal in a log group's name; letters, digits and . - _ / # are`;
  }
  return name.length > LONGEST ? `it has ${name.length} characters, ${LONGEST} are allowed` : undefined;
}
