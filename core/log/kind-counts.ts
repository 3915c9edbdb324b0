/** Counts the events of a delivery by what they turned out to be. */
import type { Parsed } from './parsed';

type Kind = Parsed['kind'];

/** What most lines are has a plain number: adding to an entry by its name costs V8 as much as reading an END. */
export class KindCounts {
  private starts = 0;
  private ends = 0;
  private reports = 0;
  private apps = 0;
  private logins = 0;
  private readonly others = new Map<Kind, number>();

  add(kind: Kind): void {
    switch (kind) {
      case 'app':
        this.apps += 1;
        return;
      case 'start':
        this.starts += 1;
        return;
      case 'end':
        this.ends += 1;
        return;
      case 'report':
        this.reports += 1;
        return;
      case 'login':
        this.logins += 1;
        return;
      default:
        this.others.set(kind, (this.others.get(kind) ?? 0) + 1);
    }
  }

  /** Only of kinds that came. */
  all(): ReadonlyMap<Kind, number> {
    const counts = new Map<Kind, number>();
    const put = (kind: Kind, count: number) => count > 0 && counts.set(kind, count);
    put('report', this.reports);
    put('start', this.starts);
    put('end', this.ends);
    put('login', this.logins);
    put('app', this.apps);
    for (const [kind, count] of this.others) counts.set(kind, count);
    return counts;
  }
}
