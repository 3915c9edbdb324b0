/** Channels' desks in memory, under the same contract as the table. */
import type { Desk, DeskStore, DigestEntry, GroupMembers, SmallEntry, Waiting } from '../../core/alert/desk/desk';
import { smallPartition, waitingSort } from '../../core/state/desk-keys';
import { alertKey } from '../../core/state/keys';

interface Place {
  readonly waiting: Map<string, Waiting>;
  /** The names of what waits, in order; undefined once something new came. */
  sorts?: string[];
  desk: Desk;
  holder?: { readonly name: string; readonly untilMs: number };
}

export function createMemoryDesks(): DeskStore {
  const places = new Map<string, Place>();
  const slots = new Map<string, number>();
  const pages = new Map<string, readonly DigestEntry[]>();
  const small = new Map<string, Map<string, SmallEntry>>();
  const groups = new Map<string, GroupMembers>();
  const placeOf = (channel: string): Place => {
    const place = places.get(channel) ?? { waiting: new Map(), desk: { bells: 0 } };
    places.set(channel, place);
    return place;
  };
  return {
    async wait(channel, waiting) {
      const { waiting: list } = placeOf(channel);
      const sort = waitingSort(waiting);
      const known = list.get(sort);
      const isNewer = known === undefined || waiting.seq > known.seq;
      if (isNewer || (waiting.seq === known.seq && waiting.isRefused === true)) list.set(sort, waiting);
      if (known === undefined) delete placeOf(channel).sorts;
    },
    async listWaiting(channel, most, after) {
      const place = placeOf(channel);
      place.sorts = place.sorts?.filter((sort) => place.waiting.has(sort)) ?? [...place.waiting.keys()].toSorted();
      const { sorts } = place;
      const from = after === undefined ? 0 : sorts.findIndex((sort) => sort > waitingSort(after));
      const taken = from < 0 ? [] : sorts.slice(from, from + most);
      return taken.flatMap((sort) => place.waiting.get(sort) ?? []);
    },
    async done(channel, waiting) {
      const { waiting: list } = placeOf(channel);
      const sort = waitingSort(waiting);
      if ((list.get(sort)?.seq ?? Infinity) <= waiting.seq) list.delete(sort);
    },
    async take(channel, holder, nowMs, untilMs) {
      const place = placeOf(channel);
      const { holder: held } = place;
      if (held !== undefined && held.name !== holder && held.untilMs > nowMs) {
        place.desk = { ...place.desk, bells: place.desk.bells + 1 };
        return undefined;
      }
      place.holder = { name: holder, untilMs };
      return place.desk;
    },
    async note(channel, holder, desk) {
      const place = placeOf(channel);
      if (place.holder?.name !== holder) return false;
      place.desk = { ...desk, bells: place.desk.bells };
      return true;
    },
    async leave(channel, holder, desk) {
      const place = placeOf(channel);
      if (place.holder?.name !== holder || place.desk.bells !== desk.bells) return false;
      place.desk = desk;
      delete place.holder;
      return true;
    },
    read: async (channel) => places.get(channel)?.desk,
    async takeSlot(channel, hour, of, most) {
      const name = `${channel} ${hour} ${of}`;
      const taken = slots.get(name) ?? 0;
      if (taken >= most) return false;
      slots.set(name, taken + 1);
      return true;
    },
    async giveBack(channel, hour, of) {
      const name = `${channel} ${hour} ${of}`;
      slots.set(name, Math.max(0, (slots.get(name) ?? 0) - 1));
    },
    putPage: async (channel, digest, page, entries) => void pages.set(`${channel} ${digest} ${page}`, entries),
    readPage: async (channel, digest, page) => pages.get(`${channel} ${digest} ${page}`) ?? [],
    dropPage: async (channel, digest, page) => void pages.delete(`${channel} ${digest} ${page}`),
    async putSmall(channel, list, entry) {
      const name = smallPartition(channel, list);
      const entries = small.get(name) ?? new Map<string, SmallEntry>();
      small.set(name, entries);
      const { pk } = alertKey(entry.key);
      const known = entries.get(pk);
      if (known === undefined || known.seq <= entry.seq)
        entries.set(pk, { ...entry, before: known?.before ?? entry.before });
    },
    readSmall: async (channel, list, key) => small.get(smallPartition(channel, list))?.get(alertKey(key).pk),
    async listSmall(channel, list, most, after) {
      const entries = [...(small.get(smallPartition(channel, list)) ?? [])].toSorted(([one], [other]) =>
        one < other ? -1 : 1,
      );
      const from = after === undefined ? 0 : entries.findIndex(([pk]) => pk > alertKey(after).pk);
      return from < 0 ? [] : entries.slice(from, from + most).map(([, entry]) => entry);
    },
    putGroup: async (channel, group) => void groups.set(`${channel} ${group.id}`, group),
    readGroup: async (channel, id) => groups.get(`${channel} ${id}`),
  };
}
