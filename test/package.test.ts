/** Installs the package as it is published into an app of somebody else's, who has the CDK and nothing of ours, and synthesizes it. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE_MS = 240_000; // on a busy machine

const ROOT = join(__dirname, '..');
const app = mkdtempSync(join(tmpdir(), 'vigil-package-'));
const installed = join(app, 'node_modules', '@vigil-watch', 'vigil');
afterAll(() => rmSync(app, { recursive: true }));

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  run(['build-package.mjs', join(installed, 'dist')], ROOT);
  cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
  for (const own of ['aws-cdk-lib', 'constructs', 'typescript', '@types'])
    symlinkSync(join(ROOT, 'node_modules', own), join(app, 'node_modules', own));
  cpSync(join(ROOT, 'examples', 'own-app', 'shop-stack.ts'), join(app, 'shop-stack.ts'));
  writeFileSync(join(app, 'app.ts'), APP);
}, PATIENCE_MS);

/** The example's, without the CDK's own validation, which takes seconds and is no part of the package. */
const APP = `import { App } from 'aws-cdk-lib';
import { ShopStack } from './shop-stack';
new ShopStack(new App({ builtinCloudFormationValidation: false }), 'Shop', {});
`;

function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
}

it(
  'type-checks in an app that is strict',
  () => {
    const options = ['--strict', '--noEmit', '--module', 'nodenext', '--skipLibCheck', '--types', 'node', 'app.ts'];
    run([join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), ...options], app);
  },
  PATIENCE_MS,
);

it(
  'synthesizes there with functions that are built already, each with its settings',
  () => {
    const out = join(app, 'cdk.out');
    const env = { CDK_OUTDIR: out };
    run(['--import', join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs'), 'app.ts'], app, env);
    const bundles = readdirSync(out).filter((name) => name.startsWith('bundle-'));
    expect(bundles.map((name) => name.split('-')[1]).toSorted()).toEqual(readdirSync(join(ROOT, 'lambda')).toSorted());
    for (const bundle of bundles) {
      expect(existsSync(join(out, bundle, 'index.mjs'))).toBe(true);
      expect(JSON.parse(readFileSync(join(out, bundle, 'settings.json'), 'utf8'))).toMatchObject({
        stack: 'Shop-Watch',
      });
    }
  },
  PATIENCE_MS,
);

it('needs nothing at run time that it does not bring or ask for', () => {
  const required = [...readFileSync(join(installed, 'dist', 'index.js'), 'utf8').matchAll(/require\("([^"]+)"\)/g)];
  const packages = required.map(([, name = '']) => name.split('/')[0]).filter((name) => !name?.startsWith('node:'));
  expect(new Set(packages)).toEqual(new Set(['aws-cdk-lib', 'constructs']));
});
