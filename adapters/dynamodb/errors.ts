/** Turns the table's errors into words of ours; the SDK's error stays the `cause`. */
import { isObject } from '../../core/log/json';
import { sdkErrorKind, sdkErrorName, type SdkErrorKind } from '../sdk-error';

export class StateError extends Error {
  override readonly name = 'StateError';
  /** True where the table said that one key range gets too many writes; core asks for it by this name. */
  readonly isHot: boolean;

  constructor(
    readonly kind: SdkErrorKind,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.isHot = throttlingReasons(cause).includes(HOT_KEY);
  }
}

/** The end of the reason that tells a hot key from a busy table or account (2025-08). */
const HOT_KEY = 'TableWriteKeyRangeThroughputExceeded';

function throttlingReasons(error: unknown): unknown[] {
  const reasons = isObject(error) ? error['ThrottlingReasons'] : undefined;
  return Array.isArray(reasons) ? reasons.map((each) => (isObject(each) ? each['reason'] : undefined)) : [];
}

const CURES: Record<SdkErrorKind, string> = {
  conflict: 'another writer was faster; repeat the delivery',
  'try-again': 'the table or the way to it is busy; repeat the delivery',
  'give-up': "look at the table's name, its permissions and the cause",
};

export function stateError(act: string, error: unknown): StateError {
  if (error instanceof StateError) return error;
  const kind = sdkErrorKind(error);
  return new StateError(kind, `could not ${act}: ${sdkErrorName(error)}; ${CURES[kind]}`, error);
}

/** Names a condition that was not met instead of throwing it; any other error is translated and thrown. */
export async function unlessRefused<Output>(
  act: string,
  send: () => Promise<Output>,
): Promise<{ readonly done: Output } | { readonly refused: unknown }> {
  try {
    return { done: await send() };
  } catch (error) {
    if (sdkErrorName(error) === 'ConditionalCheckFailedException') return { refused: error };
    throw stateError(act, error);
  }
}

/** For requests without a condition. */
export async function orThrow<Output>(act: string, send: () => Promise<Output>): Promise<Output> {
  try {
    return await send();
  } catch (error) {
    throw stateError(act, error);
  }
}
