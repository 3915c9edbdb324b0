/** Lists functions and log groups by their tags (Resource Groups Tagging API). */
import { isObject } from '../core/log/json';
import type { Listed, Tagged } from '../core/watch/ports';
import type { Tags } from '../core/watch/watch-wishes';
import { sdkErrorName } from './sdk-error';
import type { Ask, JsonService } from './signed-request';

export const TAGGING: JsonService = {
  name: 'tagging',
  target: 'ResourceGroupsTaggingAPI_20170126',
  contentType: 'application/x-amz-json-1.1',
};

const PER_PAGE = 100; // the most that the service gives (2026-11)

export const createListTagged =
  (ask: Ask) =>
  async (tags: Tags): Promise<Listed<Tagged>> => {
    const items: Tagged[] = [];
    let token: string | undefined;
    try {
      do {
        const page = await ask('GetResources', {
          ResourceTypeFilters: ['logs:log-group', 'lambda:function'],
          TagFilters: Object.entries(tags).map(([Key, value]) => ({ Key, ...(value !== '' && { Values: [value] }) })),
          ResourcesPerPage: PER_PAGE,
          ...(token !== undefined && { PaginationToken: token }),
        });
        if (!isObject(page)) return { kind: 'failed', why: 'the tagging service gave no page' };
        const { ResourceTagMappingList: list, PaginationToken: next } = page;
        for (const each of Array.isArray(list) ? list : [])
          items.push(...readArn(isObject(each) ? each['ResourceARN'] : ''));
        token = typeof next === 'string' && next !== '' ? next : undefined;
      } while (token !== undefined);
      return { kind: 'listed', items };
    } catch (error) {
      return { kind: 'failed', why: sdkErrorName(error) };
    }
  };

/** `arn:aws:logs:R:A:log-group:NAME[:*]`, `arn:aws:lambda:R:A:function:NAME`; no name has a colon. */
function readArn(arn: unknown): Tagged[] {
  const [, , service, , , type, name] = typeof arn === 'string' ? arn.split(':') : [];
  if (name === undefined || name === '') return [];
  if (service === 'logs' && type === 'log-group') return [{ kind: 'log-group', name }];
  return service === 'lambda' && type === 'function' ? [{ kind: 'function', name }] : [];
}
