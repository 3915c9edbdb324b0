/**
 * What Slack reads in a message besides plain words: its published grammar (docs.slack.dev, "Formatting message text", "Block Kit",
 * checked 2026-11), written anew and stricter than Slack itself. Names everything that pings, links, quotes or draws.
 */
export interface Mark {
  readonly kind: 'mention' | 'date' | 'link' | 'auto-link' | 'quote' | 'code' | 'entity' | 'emoji' | 'shape' | 'limit';
  readonly text: string;
}

type Json = Readonly<Record<string, unknown>>;

/** `<…>` holds a control sequence; so does an opening one that is never closed, for whoever comes after may close it. */
const ANGLE = /<([^<>]*)>?/gu;
const BARE_MENTION = /(?<![\p{L}\p{N}])@(?:channel|here|everyone|group)\b/giu;
const SCHEME = /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s]*|\b(?:mailto|tel|slack|javascript|data):[^\s]+/giu;
const DOMAIN = /(?:[\p{L}\p{N}_-]+[.\u3002\uff0e\uff61])+\p{L}[\p{L}\p{N}-]*/giu;
const EMAIL = /[^\s@<>]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const ENTITY = /&(?!(?:amp|lt|gt);)/gu;

/** Marks in a text that Slack reads as mrkdwn. `isVerbatim`: it makes no links and mentions of its own. */
export function marksInMrkdwn(text: string, isVerbatim: boolean): Mark[] {
  const marks: Mark[] = [...text.matchAll(ANGLE)].map(([whole, inside = '']) => ({
    kind: kindOfAngle(inside),
    text: whole,
  }));
  const rest = text.replace(ANGLE, ' ');
  for (const [whole] of rest.matchAll(/>/gu)) marks.push({ kind: 'shape', text: whole });
  for (const [whole] of text.matchAll(ENTITY)) marks.push({ kind: 'entity', text: whole });
  for (const [whole] of text.matchAll(/`+/gu)) marks.push({ kind: 'code', text: whole });
  for (const [whole] of text.matchAll(/^(?:>|&gt;)+/gmu)) marks.push({ kind: 'quote', text: whole });
  // Clients have turned these words into pings even where they were told not to.
  for (const [whole] of decoded(rest).matchAll(BARE_MENTION)) marks.push({ kind: 'mention', text: whole });
  if (!isVerbatim) marks.push(...autoLinksIn(decoded(rest)));
  return marks;
}

export function autoLinksIn(text: string): Mark[] {
  const patterns = [
    SCHEME,
    ...(/[.\u3002\uff0e\uff61]/u.test(text) ? [DOMAIN] : []),
    ...(text.includes('@') ? [EMAIL] : []),
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([whole]) => ({ kind: 'auto-link' as const, text: whole })),
  );
}

const decoded = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function kindOfAngle(inside: string): Mark['kind'] {
  if (inside.startsWith('!date^')) return 'date';
  return /^[@#!]/u.test(inside) ? 'mention' : 'link';
}

const LIMITS = {
  blocks: 50,
  header: 150,
  section: 3000,
  field: 2000,
  fields: 10,
  context: 2000,
  elements: 10,
  buttons: 25,
  button: 75,
  url: 3000,
};
/** Of a whole message: what Slack was seen to refuse though every other limit held. */
const WHOLE = 13_000;

/** Marks in every text of a message, and what Slack would refuse of it. */
export function marksInMessage(message: object): Mark[] {
  const { text, blocks, ...rest } = message as Json;
  const marks: Mark[] = [];
  const refuse = (what: string): void => void marks.push({ kind: 'limit', text: what });
  if (Object.keys(rest).length > 0) marks.push({ kind: 'shape', text: Object.keys(rest).join(' ') });
  if (typeof text === 'string' && text.length > 0 && text.length <= 4000) marks.push(...marksInMrkdwn(text, false));
  else refuse('text');
  const all = Array.isArray(blocks) ? (blocks as Json[]) : [];
  if (all.length === 0 || all.length > LIMITS.blocks) refuse(`${all.length} blocks`);
  if (JSON.stringify(message).length > WHOLE) refuse(`${JSON.stringify(message).length} characters in all`);
  return [...marks, ...all.flatMap(marksInBlock)];
}

function marksInBlock(block: Json): Mark[] {
  const list = (name: string): Json[] => (Array.isArray(block[name]) ? (block[name] as Json[]) : []);
  const count = (name: string, most: number): Mark[] =>
    list(name).length >= 1 && list(name).length <= most
      ? []
      : [{ kind: 'limit', text: `${list(name).length} ${name}` }];
  switch (block['type']) {
    case 'header':
      return marksInText(block['text'], LIMITS.header, ['plain_text']);
    case 'section':
      return 'fields' in block
        ? [...count('fields', LIMITS.fields), ...list('fields').flatMap((field) => marksInText(field, LIMITS.field))]
        : marksInText(block['text'], LIMITS.section);
    case 'context':
      return [
        ...count('elements', LIMITS.elements),
        ...list('elements').flatMap((each) => marksInText(each, LIMITS.context)),
      ];
    case 'actions':
      return [...count('elements', LIMITS.buttons), ...list('elements').flatMap(marksInButton)];
    default:
      return [{ kind: 'shape', text: `a block of type ${String(block['type'])}` }];
  }
}

function marksInButton({ type, text, url, ...rest }: Json): Mark[] {
  if (type !== 'button' || typeof url !== 'string' || Object.keys(rest).length > 0)
    return [{ kind: 'shape', text: 'a button' }];
  const tooLong: Mark[] = url.length > LIMITS.url ? [{ kind: 'limit', text: 'a url' }] : [];
  return [{ kind: 'link', text: url }, ...tooLong, ...marksInText(text, LIMITS.button, ['plain_text'])];
}

function marksInText(object: unknown, most: number, types = ['plain_text', 'mrkdwn']): Mark[] {
  const { type, text, emoji, verbatim } = (object ?? {}) as Json;
  if (typeof text !== 'string' || !types.includes(String(type)))
    return [{ kind: 'shape', text: `a text of type ${String(type)}` }];
  const limit: Mark[] =
    text.length === 0 || text.length > most ? [{ kind: 'limit', text: `${text.length} of ${most}` }] : [];
  if (type === 'mrkdwn') return [...limit, ...marksInMrkdwn(text, verbatim === true)];
  const pings: Mark[] = [...text.matchAll(BARE_MENTION)].map(([whole]) => ({ kind: 'mention', text: whole }));
  const emojis = emoji === false ? [] : [...text.matchAll(/:[a-z0-9_+-]+:/gu)];
  return [...limit, ...pings, ...emojis.map(([whole]): Mark => ({ kind: 'emoji', text: whole }))];
}
