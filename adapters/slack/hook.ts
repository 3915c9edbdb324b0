/** The request to an incoming webhook: it can post, and neither edit nor answer in a thread. */
import type { SlackRequest } from './post';
import type { SlackSecret } from './secret';

export const slackHookRequest = ({ url }: Extract<SlackSecret, { kind: 'hook' }>, content: object): SlackRequest => ({
  url,
  body: { ...content, unfurl_links: false, unfurl_media: false },
});
