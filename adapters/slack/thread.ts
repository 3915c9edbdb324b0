/** Tells as a bot: an incident's first message is edited as it changes, and each change is an answer in its thread. */
import type { Thread } from '../../core/alert/alert';
import type { Message } from '../../core/alert/message';
import type { SlackDelivery, SlackOutlet } from '../slack';
import { deliveryOf, type SlackAnswer } from './answer';
import { postToSlack } from './post';
import type { SlackSecret } from './secret';

type Bot = Extract<SlackSecret, { kind: 'bot' }>;

/** Somebody deleted the first message, or the bot posts to another channel by now: the incident begins anew there. */
const GONE = new Set(['message_not_found', 'thread_not_found', 'channel_not_found']);
/** The workspace does not let it be edited; the answer in the thread still tells. */
const UNEDITABLE = new Set(['cant_update_message', 'edit_window_closed', 'message_is_too_old']);

/** The edit comes first: made twice it changes nothing, an answer made twice is read twice. */
export async function tellInThread(
  outlet: SlackOutlet,
  bot: Bot,
  message: Message,
  thread: Thread | undefined,
): Promise<SlackDelivery> {
  if (thread === undefined || thread.place !== bot.channel) return begin(outlet, bot, message);
  const edited = await call(outlet, bot, 'chat.update', { ts: thread.message, ...outlet.render(message) });
  if (edited.kind !== 'taken') {
    if (isOneOf(edited, GONE)) return begin(outlet, bot, message);
    if (!isOneOf(edited, UNEDITABLE)) return deliveryOf(edited);
  }
  const answered = await call(outlet, bot, 'chat.postMessage', {
    thread_ts: thread.message,
    ...outlet.renderReply(message),
  });
  return isOneOf(answered, GONE) ? begin(outlet, bot, message) : deliveryOf(answered, thread);
}

async function begin(outlet: SlackOutlet, bot: Bot, message: Message): Promise<SlackDelivery> {
  const answer = await call(outlet, bot, 'chat.postMessage', outlet.render(message));
  // Without its name the message stands all the same: the next change begins another.
  const ts = answer.kind === 'taken' ? answer.ts : undefined;
  return deliveryOf(answer, ts === undefined ? undefined : { incident: message.id, place: bot.channel, message: ts });
}

const call = (
  outlet: SlackOutlet,
  { api, token, channel }: Bot,
  method: string,
  content: object,
): Promise<SlackAnswer> =>
  postToSlack(outlet, {
    url: `${api}/${method}`,
    token,
    // Ours is marked up already: Slack is to look for no links and no names by itself.
    body: { channel, ...content, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false },
  });

const isOneOf = (answer: SlackAnswer, words: ReadonlySet<string>): boolean =>
  'word' in answer && answer.word !== undefined && words.has(answer.word);
