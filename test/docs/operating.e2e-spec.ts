import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '@rebond/platform';
import { parse } from 'yaml';
import { TEST_SECRET_KEYS } from '../support/secret-keys.js';

const root = join(__dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const required = {
  DATABASE_URL: 'postgres://rebond@127.0.0.1/rebond',
  SMTP_URL: 'smtp://127.0.0.1:25',
  FILES_DIR: '/data',
  SECRET_KEYS: TEST_SECRET_KEYS,
};
/** Read by the command line, by Docker's own images, or by the compose file alone. */
const OUTSIDE = ['DATABASE_OWNER_URL'];

const known = [...text('libs/platform/src/config/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
  ([, name]) => name ?? '',
);

describe('the configuration table of docs/operating.md', () => {
  const rows = [...text('docs/operating.md').matchAll(/^\| `([A-Z][A-Z_]+)` \| (.+?) \|/gm)];

  it('lists the variables of the code, in its order', () => {
    expect(rows.map(([, name]) => name)).toEqual(known);
  });

  it.each(rows.map(([, name = '', shown = '']) => [name, shown]))('%s is %s when it is not set', (name, shown) => {
    if (shown === 'required') {
      expect(() => readConfig({ ...required, [name]: undefined })).toThrow(name);
      return;
    }
    const value = (readConfig(required) as Readonly<Record<string, unknown>>)[name];
    expect(value === undefined ? '–' : `\`${String(value as string | number | boolean)}\``).toBe(shown);
  });
});

describe('docker/', () => {
  interface Service {
    readonly command?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  }
  const { services } = parse(text('docker/compose.yaml'), { merge: true }) as {
    services: Readonly<Record<string, Service>>;
  };
  const ours = Object.entries(services).filter(([name]) => /^(server|worker|migrate)/.test(name));

  it('runs two servers, two workers and a migration', () => {
    expect(ours.map(([, { command }]) => command?.[0]).sort()).toEqual([
      ...['migrate', 'server', 'server', 'worker', 'worker'],
    ]);
  });

  it.each(ours)('%s gets variables that the product reads, and a configuration that it accepts', (_, service) => {
    const environment = { ...service.environment };
    expect(Object.keys(environment).filter((name) => ![...known, ...OUTSIDE].includes(name))).toEqual([]);
    const filled = Object.entries(environment).map(([name, value]) => [
      name,
      value.replaceAll(
        /\$\{(\w+)(?::-(.*?)|:\?)\}/g,
        (_match, asked: string, fallback?: string) =>
          fallback ?? (asked === 'SECRET_KEYS' ? TEST_SECRET_KEYS : 'secret'),
      ),
    ]);
    expect(readConfig(Object.fromEntries(filled) as NodeJS.ProcessEnv)).toMatchObject({
      NODE_ENV: 'production',
      BEHIND_PROXY: true,
    });
  });

  it('the image copies what exists, is not root, and sets variables that the product reads', () => {
    const dockerfile = text('docker/Dockerfile');
    const ignored = text('.dockerignore').split('\n');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
      sources.split(' '),
    );
    expect(copied).toContain('libs');
    for (const path of copied) {
      expect(() => readFileSync(join(root, path))).not.toThrow('ENOENT');
      expect(ignored).toContain(`!${path}`);
    }
    expect(dockerfile).toMatch(/^USER node$/m);
    const set = /^ENV (.+)$/m.exec(dockerfile)?.[1]?.split(' ') ?? [];
    expect(set.map((one) => one.split('=')[0]).filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });
});
