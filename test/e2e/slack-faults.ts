/** Names what Slack would refuse in a message: the limits of Block Kit (docs.slack.dev, 2026-11) that ours could break. */
type Json = Readonly<Record<string, unknown>>;

const LIMITS = { header: 150, section: 3_000, field: 2_000, context: 2_000 } as const;

export function slackFaults(message: unknown): string[] {
  if (!isJson(message)) return ['the message is no object'];
  const faults = typeof message['text'] === 'string' && message['text'] !== '' ? [] : ['no text for notifications'];
  const blocks = message['blocks'];
  if (!Array.isArray(blocks) || blocks.length === 0) return [...faults, 'no blocks'];
  if (blocks.length > 50) faults.push(`${blocks.length} blocks, 50 are allowed`);
  return [
    ...faults,
    ...blocks.flatMap((block: unknown, index) => blockFaults(block).map((fault) => `block ${index}: ${fault}`)),
  ];
}

function blockFaults(block: unknown): string[] {
  if (!isJson(block)) return ['no object'];
  switch (block['type']) {
    case 'divider':
      return [];
    case 'header':
      return textFaults(block['text'], LIMITS.header, ['plain_text']);
    case 'section': {
      const fields = Array.isArray(block['fields']) ? (block['fields'] as unknown[]) : [];
      if (fields.length === 0 && block['text'] === undefined) return ['a section needs text or fields'];
      return [
        ...(fields.length > 10 ? [`${fields.length} fields, 10 are allowed`] : []),
        ...fields.flatMap((field) => textFaults(field, LIMITS.field)),
        ...(block['text'] === undefined ? [] : textFaults(block['text'], LIMITS.section)),
      ];
    }
    case 'context': {
      const elements = Array.isArray(block['elements']) ? (block['elements'] as unknown[]) : [];
      const wrong =
        elements.length === 0 || elements.length > 10 ? [`${elements.length} elements, 1 to 10 are allowed`] : [];
      return [...wrong, ...elements.flatMap((element) => textFaults(element, LIMITS.context))];
    }
    case 'actions':
      return Array.isArray(block['elements']) && block['elements'].length > 0 ? [] : ['actions without elements'];
    default:
      return [`type ${String(block['type'])} is not one that we use`];
  }
}

function textFaults(text: unknown, limit: number, types = ['plain_text', 'mrkdwn']): string[] {
  if (!isJson(text) || typeof text['text'] !== 'string') return ['no text'];
  const type = String(text['type']);
  return [
    ...(types.includes(type) ? [] : [`text of type ${type}`]),
    ...(text['text'].length === 0 || text['text'].length > limit
      ? [`${text['text'].length} characters, 1 to ${limit} are allowed`]
      : []),
  ];
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
