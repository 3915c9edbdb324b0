/** The words of a Slack message as its reader sees them. */
import { slackText } from '../../../cli/preview/slack-text';
import { plainStyle } from '../../../core/alert/timeline';
import type { SlackMessage } from '../../../core/alert/slack-block';

export const wordsOfPost = (content: Readonly<Record<string, unknown>>): string =>
  slackText({ text: '', blocks: content['blocks'] as SlackMessage['blocks'] }, plainStyle);
