import * as fc from 'fast-check';
import { surpriseOfFailing } from '../../../core/detect/failing-in-runs';

/** −ln of the exact chance that just so many of the calls fail, call by call, the first one after a success. */
function exact(failed: number, calls: number, begins: number, goesOn: number): number {
  let [afterSuccess, afterFailure] = [[1], [0]];
  for (let call = 1; call <= calls; call += 1) {
    const [success, failure]: [number[], number[]] = [[], []];
    for (let so = 0; so <= call; so += 1) {
      success[so] = (afterSuccess[so] ?? 0) * (1 - begins) + (afterFailure[so] ?? 0) * (1 - goesOn);
      failure[so] = (afterSuccess[so - 1] ?? 0) * begins + (afterFailure[so - 1] ?? 0) * goesOn;
    }
    [afterSuccess, afterFailure] = [success, failure];
  }
  return -Math.log((afterSuccess[failed] ?? 0) + (afterFailure[failed] ?? 0));
}

describe('the surprise of calls that fail in runs', () => {
  it.each([
    ['a single run', 8, 8, 0.01],
    ['a run and some successes', 8, 20, 0.01],
    ['failures among many calls', 10, 110, 0.003],
    ['many failures where one in fifty is usual', 40, 400, 0.02],
    ['most calls where one in ten is usual', 50, 60, 0.1],
  ])('%s: as the exact chance, half a unit less at most', (_, failed, calls, share) => {
    const goesOn = 0.35;
    const truth = exact(failed, calls, (share * (1 - goesOn)) / (1 - share), goesOn);
    const surprise = surpriseOfFailing(failed, calls, share);
    expect(surprise).toBeLessThan(truth + 0.05);
    expect(surprise).toBeGreaterThan(truth - 0.5);
  });

  it('is none where as many are to be expected, and never less where more fail', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(400),
        fc.double({ min: 0.001, max: 0.95, noNaN: true }),
        (calls, some, share) => {
          const failed = Math.min(some, calls);
          const surprise = surpriseOfFailing(failed, calls, share);
          if (failed <= calls * share) expect(surprise).toBe(0);
          else if (failed < calls && failed > calls * share * 1.5 + 3)
            expect(surpriseOfFailing(failed + 1, calls, share)).toBeGreaterThanOrEqual(surprise - 1e-9);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it('is larger where failures are spread than where as many come in one run', () => {
    const apart = 4 * surpriseOfFailing(2, 10, 0.01);
    expect(surpriseOfFailing(8, 8, 0.01)).toBeLessThan(apart);
  });

  it.each([
    ['no call', 0, 0, 0.1],
    ['no failure', 0, 9, 0.1],
    ['where all fail anyway', 10, 10, 1],
  ])('%s: none', (_, failed, calls, share) => expect(surpriseOfFailing(failed, calls, share)).toBe(0));

  it.each([
    ['where none ever fails', 9, 90, 0],
    ['of a million calls', 200_000, 1_000_000, 0.1],
    ['of more failures than calls', 9, 8, 0.01],
  ])('%s: a number, and large', (_, failed, calls, share) => {
    const surprise = surpriseOfFailing(failed, calls, share);
    expect(Number.isFinite(surprise)).toBe(true);
    expect(surprise).toBeGreaterThan(12);
  });
});
