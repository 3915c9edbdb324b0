/** Reads from what `cdk synth` wrote what a stack will ask of its account. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../../core/log/json';
import { readRuntimeSettings } from '../../core/settings';
import { WrongUse } from '../wrong-use';

export interface Plan {
  readonly stack: string;
  readonly logGroups: readonly string[];
  readonly filterName: string;
  /** Runs at once that its functions reserve together. */
  readonly reserved: number;
  readonly secrets: readonly string[];
  readonly emails: readonly string[];
  readonly isAccountWide: boolean;
}

export async function readPlan(folder: string, stack: string): Promise<Plan> {
  const template = await readJson(join(folder, `${stack}.template.json`));
  if (template === undefined)
    throw new WrongUse(
      `${folder} has no stack "${stack}"; run npx cdk synth first, or name both with --app and --stack`,
    );
  const resources = Object.values(isObject(template) && isObject(template['Resources']) ? template['Resources'] : {})
    .filter(isObject)
    .map((resource) => ({
      type: resource['Type'],
      properties: isObject(resource['Properties']) ? resource['Properties'] : {},
    }));
  const ofType = (type: string) => resources.filter((one) => one.type === type).map(({ properties }) => properties);
  const functions = ofType('AWS::Lambda::Function');
  const settings = await readSettingsOf(folder, stack);
  if (settings === undefined || ofType('Custom::VigilFilters').length === 0)
    throw new WrongUse(`stack "${stack}" has no Vigil in it; name the stack that has with --stack`);
  return {
    stack,
    logGroups: settings.logGroups,
    filterName: settings.filterName,
    reserved: functions.reduce((sum, fn) => sum + numberOf(fn['ReservedConcurrentExecutions']), 0),
    secrets: textsIn(functions.map(({ Environment }) => inside(inside(Environment, 'Variables'), 'SECRET'))),
    emails: textsIn(
      ofType('AWS::SNS::Subscription').map(({ Endpoint, Protocol }) => (Protocol === 'email' ? Endpoint : undefined)),
    ),
    isAccountWide: ofType('AWS::Logs::AccountPolicy').length > 0,
  };
}

/** The settings in a bundle of this stack's; several Vigils lie in one folder. */
async function readSettingsOf(folder: string, stack: string) {
  const bundles = (await readdir(folder)).filter((name) => name.startsWith('bundle-subscriber-'));
  for (const bundle of bundles) {
    const settings = readRuntimeSettings(await readJson(join(folder, bundle, 'settings.json')));
    if (settings !== undefined && (settings.stack === stack || settings.stack.startsWith(`${stack}-`))) return settings;
  }
  return undefined;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

const inside = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const textsIn = (values: readonly unknown[]): readonly string[] => [
  ...new Set(values.filter((value): value is string => typeof value === 'string')),
];
