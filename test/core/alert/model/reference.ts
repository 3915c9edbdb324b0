/**
 * What alerts should do, written down a second time and as simply as can be: one key, looked at again and again. It knows nothing
 * of writes, channels or crashes.
 */
const MINUTE = 60_000;

export interface Sight {
  /** `barely` reaches the threshold, `clearly` passes it. */
  readonly degree: 'none' | 'barely' | 'clearly';
  readonly isHushed: boolean;
}

export interface Reference {
  isOpen: boolean;
  /** Episodes that people are to hear of. */
  loud: number;
  episodes: number;
}

export function createReference(canPend: boolean): Reference & { look(sight: Sight, nowMs: number): void } {
  let waitsSinceMs: number | undefined;
  let calmSinceMs: number | undefined;
  let isHeard = false;
  let isFlapping = false;
  let turns: number[] = [];
  const self = {
    isOpen: false,
    loud: 0,
    episodes: 0,
    look({ degree, isHushed }: Sight, nowMs: number): void {
      if (!self.isOpen) {
        if (waitsSinceMs !== undefined && nowMs - waitsSinceMs > 3 * MINUTE) waitsSinceMs = undefined;
        if (degree === 'none') return;
        if (canPend && degree === 'barely') {
          waitsSinceMs ??= nowMs;
          if (nowMs - waitsSinceMs < 40_000) return;
        }
        waitsSinceMs = undefined;
        calmSinceMs = undefined;
        isHeard = false;
        self.isOpen = true;
        self.episodes += 1;
        turn(nowMs);
        isFlapping = turns.length > 4;
      }
      if (degree !== 'none') {
        calmSinceMs = undefined;
        if (!isHushed && !isHeard) {
          isHeard = true;
          self.loud += 1;
        }
        return;
      }
      calmSinceMs ??= nowMs;
      if (nowMs - calmSinceMs < (isFlapping ? 120 : 3) * MINUTE) return;
      self.isOpen = false;
      turn(nowMs);
      if (isFlapping) turns = [];
      isFlapping = false;
    },
  };
  const turn = (nowMs: number): void => {
    turns = [...turns.filter((atMs) => nowMs - atMs < 60 * MINUTE), nowMs].slice(-5);
  };
  return self;
}
