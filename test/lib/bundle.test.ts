/** Builds every function for real, as `cdk deploy` does, and looks at what would be sent to AWS. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { readRuntimeSettings } from '../../core/settings';
import { VigilStack } from '../../lib/vigil-stack';
import { makeApp } from './made-stack';

const app = makeApp('with bundles');
const late = new LogGroup(new Stack(app, 'User'), 'Late');
new VigilStack(app, 'Vigil', {
  logGroups: ['/aws/lambda/login', late],
  logins: [
    {
      logGroup: '/auth',
      format: 'field-map',
      fieldMap: { outcome: { path: 'result', failure: ['denied'] }, pattern: '(?P<result>denied|granted)' },
    },
  ],
  alerts: { emails: ['ann@shop.test'], slack: { secretName: 'vigil/slack' } },
});
const { directory } = app.synth();
afterAll(() => {
  const sizes = ofVigil.map((bundle) => {
    const lazy = filesOf(bundle).filter((file) => !startFiles(bundle).includes(file));
    return `${functionOf(bundle)} ${sizeKb(bundle, startFiles(bundle))} + ${sizeKb(bundle, lazy)} lazily`;
  });
  process.stdout.write(`bundles in KB: ${sizes.join(', ')}\n`);
  rmSync(directory, { recursive: true, force: true });
});

const bundles = readdirSync(directory)
  .filter((name) => name.startsWith('asset.'))
  .map((name) => join(directory, name));
const settingsOf = (bundle: string) => readFileSync(join(bundle, 'settings.json'), 'utf8');
const codeOf = (bundle: string, file = 'index.mjs') => readFileSync(join(bundle, file), 'utf8');
const ofVigil = bundles.filter((bundle) => settingsOf(bundle).includes('"stack": "Vigil"'));

it('makes six bundles, however many channels there are', () => {
  expect(ofVigil).toHaveLength(6);
});

it.each(ofVigil.map((bundle) => [functionOf(bundle), bundle]))(
  'bundle %s carries settings that can be read, and nothing unresolved',
  (_, bundle) => {
    const settings = settingsOf(bundle);
    expect(settings).not.toContain('${Token[');
    expect(readRuntimeSettings(JSON.parse(settings))).toMatchObject({
      logGroups: ['/aws/lambda/login', '/auth'],
      logins: { '/auth': { format: 'field-map' } },
      stack: 'Vigil',
    });
    expect(codeOf(bundle)).not.toContain('${Token[');
  },
);

it.each(ofVigil.map((bundle) => [functionOf(bundle), bundle]))(
  'bundle %s is small, and loads on its own with the environment that the stack gives it',
  (_, bundle) => {
    // The redriver alone holds the client of S3, and nobody waits for it to start.
    const mostKb = functionOf(bundle) === 'redriver' ? 600 : 400;
    expect(sizeKb(bundle, startFiles(bundle))).toBeLessThan(mostKb);
    const probe = "import('./index.mjs').then(({ handler }) => console.log(typeof handler))";
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', probe], {
      cwd: bundle,
      encoding: 'utf8',
      env: {
        AWS_REGION: 'eu-central-1',
        TABLE: 't',
        CHANNEL: 'email',
        MEDIUM: 'email',
        TOPIC_ARN: 'arn',
        QUEUES: '{}',
        ACCOUNT: '1',
      },
    });
    expect({ said: run.stdout.trim(), failed: run.status }).toEqual({ said: 'function', failed: 0 });
  },
);

it.each(ofVigil.map((bundle) => [functionOf(bundle), bundle]))(
  'bundle %s starts from one file, and what it loads lazily finds there what both need',
  (_, bundle) => {
    expect(startFiles(bundle)).toEqual(['index.mjs']);
    const lazy = filesOf(bundle).filter((file) => file !== 'index.mjs');
    const imports = lazy.map((file) => `import(${JSON.stringify(`./${file}`)})`);
    const probe = `Promise.all([${imports.join()}]).then((all) => console.log(all.length))`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', probe], {
      cwd: bundle,
      encoding: 'utf8',
      env: { AWS_REGION: 'eu-central-1', CHANNEL: 'email', MEDIUM: 'email', TOPIC_ARN: 'arn', QUEUES: '{}' },
    });
    expect({ said: run.stdout.trim(), failed: run.status }).toEqual({ said: String(lazy.length), failed: 0 });
  },
);

describe('the pattern engine', () => {
  // Words that only the engine's code holds, whatever it is bundled with.
  const isEngine = (code: string) => code.includes('invalid or unsupported Perl syntax');
  const withEngine = ofVigil.flatMap((bundle) =>
    filesOf(bundle).flatMap((file) => (isEngine(codeOf(bundle, file)) ? [{ bundle, file }] : [])),
  );

  it('is a chunk of the two functions that read lines, and no part of their start', () => {
    expect(withEngine.map(({ bundle }) => functionOf(bundle)).toSorted()).toEqual(['analyzer', 'redriver']);
    expect(withEngine.filter(({ file }) => !file.startsWith('pattern-engine-'))).toEqual([]);
    for (const { bundle, file } of withEngine) expect(startFiles(bundle)).not.toContain(file);
  });

  it('is found by the code that asks for it', () => {
    const [{ bundle, file } = { bundle: '', file: '' }] = withEngine;
    expect(startFiles(bundle).some((start) => codeOf(bundle, start).includes(`import("./${file}")`))).toBe(true);
    const probe = `import('./${file}').then(({ createPatternEngine }) => console.log(createPatternEngine().compile('(?P<a>b)').kind))`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', probe], { cwd: bundle, encoding: 'utf8' });
    expect({ said: run.stdout.trim(), failed: run.status }).toEqual({ said: 'pattern', failed: 0 });
  });
});

it('tells the deployment, and it alone, of names that synth does not know', () => {
  const template = readFileSync(join(directory, 'Vigil.template.json'), 'utf8');
  const parameter = Object.values<{ Type: string; Properties: Record<string, unknown> }>(
    JSON.parse(template).Resources,
  ).find(({ Type }) => Type === 'AWS::SSM::Parameter');
  expect(JSON.stringify(parameter?.Properties['Value'])).toMatch(/"Fn::\w+":.*Late/);
});

function filesOf(bundle: string): string[] {
  return readdirSync(bundle).filter((file) => file.endsWith('.mjs'));
}

/** What Node reads before the first call: the entry and all that it imports, not what is imported lazily. */
function startFiles(bundle: string, file = 'index.mjs', seen: readonly string[] = []): readonly string[] {
  if (seen.includes(file)) return seen;
  const imported = [...codeOf(bundle, file).matchAll(/(?:from|import)"\.\/([^"]+)"/g)].map(([, name]) => name ?? '');
  return imported.reduce((all, name) => startFiles(bundle, name, all), [...seen, file] as readonly string[]);
}

const sizeKb = (bundle: string, files: readonly string[]): number =>
  Math.ceil(files.reduce((bytes, file) => bytes + statSync(join(bundle, file)).size, 0) / 1_000);

/** Its staging folder has its name; the asset only its hash. */
function functionOf(bundle: string): string {
  const staged = readdirSync(directory).filter((name) => name.startsWith('bundle-'));
  const code = codeOf(bundle);
  return staged.find((name) => codeOf(join(directory, name)) === code)?.split('-')[1] ?? '?';
}
