import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Template } from 'aws-cdk-lib/assertions';
import { parseMessage } from '../core/log/parse';
import { VigilStack } from '../lib/vigil-stack';
import { vigil } from '../cli/vigil';
import { captureTerminal } from './cli/capture-terminal';
import { report } from './core/deliveries';
import { makeApp } from './lib/made-stack';

const ROOT = join(__dirname, '..');
const PAGES = ['README.md', 'CONTRIBUTING.md', 'docs/state.md', 'docs/alerts.md'];
const page = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const blocks = (name: string, language: string): string[] =>
  [...page(name).matchAll(/```(\w*)\n([\s\S]*?)```/g)].flatMap(([, of, text]) => (of === language ? [text ?? ''] : []));

describe('the README', () => {
  it.each(PAGES)('names only files that are there: %s', (name) => {
    const folder = join(ROOT, name, '..');
    const links = [...page(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => join(folder, path ?? ''));
    const named = [...page(name).matchAll(/`((?:bin|lib|lambda|core|adapters|cli|test|docs)\/[\w./-]*)`/g)];
    const paths = [...links, ...named.map(([, path]) => join(ROOT, path ?? ''))];
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it.each(PAGES)('names only npm scripts that are there: %s', (name) => {
    const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> };
    const named = [...page(name).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? '');
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('shows a stack that can be made as it stands', () => {
    const [code = ''] = blocks('README.md', 'ts');
    const app = makeApp('without bundles');
    runInNewContext(code, { app, VigilStack });
    const template = Template.fromStack(app.node.findChild('Vigil') as VigilStack);
    template.resourceCountIs('AWS::SNS::Subscription', 1);
  });

  it('shows login lines that are read, as JSON and as text', () => {
    const lines = [...blocks('README.md', 'json'), ...blocks('README.md', '')].filter((block) =>
      block.includes('authn_'),
    );
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(parseMessage(line.trim())).toMatchObject({
        kind: 'login',
        login: { outcome: 'failure', account: 'alice', address: '203.0.113.7' },
      });
    }
  });

  it('shows commands that run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigil-readme-'));
    try {
      const timestamp = Date.parse('2026-11-20T14:00:00Z');
      const row = { logGroup: '/aws/lambda/a', logStream: 's', timestamp, message: report(1, 250) };
      writeFileSync(join(folder, 'saved.ndjson'), `${JSON.stringify(row)}\n`);
      const commands = blocks('README.md', 'sh')
        .flatMap((block) => block.split('\n'))
        .flatMap((line) => /^npx vigil (\w+) saved\.ndjson/.exec(line)?.[1] ?? []);
      expect(commands).toEqual(['replay', 'parse', 'profile']);
      for (const command of commands) {
        expect(await vigil([command, join(folder, 'saved.ndjson')], captureTerminal())).toBe(0);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
