/** Makes one call to Slack and says what became of it. */
import { isAnswerLost } from '../lost-answer';
import { sdkErrorName } from '../sdk-error';
import { readSlackAnswer, type SlackAnswer } from './answer';

export interface SlackLine {
  /**
   * The one host to call, with its port where it has one.
   * @default Slack's own
   */
  readonly host?: string | undefined;
  /** @default 5,000 ms: Slack answers within one second, and other alerts wait */
  readonly answersWithinMs?: number;
  /** @default Node's own */
  readonly fetch?: typeof fetch;
}

export interface SlackRequest {
  readonly url: string;
  readonly token?: string;
  readonly body: object;
}

const ANSWERS_WITHIN_MS = 5_000;

export async function postToSlack(line: SlackLine, { url, token, body }: SlackRequest): Promise<SlackAnswer> {
  try {
    const answer = await (line.fetch ?? fetch)(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(line.answersWithinMs ?? ANSWERS_WITHIN_MS),
    });
    return readSlackAnswer(answer.status, answer.headers.get('retry-after'), await answer.text());
  } catch (error) {
    // The error's own words may quote the URL.
    const isSlow = sdkErrorName(error) === 'TimeoutError';
    const why = isSlow ? 'Slack did not answer in time' : 'Slack could not be reached';
    return { kind: 'try-again', why, ...(isAnswerLost(error) && { isUnsure: true }) };
  }
}
