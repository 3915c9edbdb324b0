/** Tells CloudFormation what became of a custom resource. */
import { setTimeout as pause } from 'node:timers/promises';

export interface StackAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
}

const TRIES = 4;

/** Tries again for some seconds: an answer that is lost leaves the stack hanging. The URL is signed, so it is never told. */
export async function sendStackAnswer(url: string, answer: StackAnswer): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const why = await put(url, JSON.stringify(answer));
    if (why === undefined) return;
    if (attempt === TRIES) throw new Error(`CloudFormation could not be told of ${answer.Status}: ${why}`);
    await pause(500 * 2 ** attempt);
  }
}

async function put(url: string, body: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'PUT',
      body,
      headers: { 'content-type': '' }, // signed without one
      signal: AbortSignal.timeout(10_000),
    });
    return answer.ok ? undefined : `status ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown error';
  }
}
