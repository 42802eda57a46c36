import { RouteTable } from '@rebond/platform';
import { api } from '../support/api.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { startServer, type TestServer } from '../support/server.js';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  server = await startServer({ database });
});

afterAll(async () => {
  await server.stop();
  await database.drop();
});

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly 'x-action'?: string;
}
interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: object };
}

/** Served without being the API's nor the portal's pages. */
const BESIDE = [
  'GET /assets/:print/*',
  'GET /assets/dsfr/*',
  'GET /dossiers/export.csv',
  'GET /audit/export.csv',
  'GET /audit/export.json',
  'GET /audit/tirages/:id/export.csv',
  'GET /audit/tirages/:id/export.json',
  'GET /api/docs',
  'GET /api/docs/start.js',
  'GET /api/docs/:file',
];

const read = async (): Promise<Document> => (await api(server.url).get<Document>('/api/openapi.json')).body;
const operations = (document: Document): (Operation & { readonly name: string })[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      name: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    })),
  );

describe('the API describes itself in OpenAPI 3.1', () => {
  it('with every route of the table but the pages', async () => {
    const document = await read();
    expect(document.openapi).toBe('3.1.0');
    const served = server.app
      .get(RouteTable)
      .routes()
      .filter(({ isPage }) => !isPage)
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !BESIDE.includes(name));
    expect(
      operations(document)
        .map((one) => one.name)
        .toSorted(),
    ).toEqual(served.toSorted());
  });

  it('with an identifier for each operation, a French tag and its action', async () => {
    const all = operations(await read());
    expect(new Set(all.map((one) => one.operationId)).size).toBe(all.length);
    expect(all.filter((one) => one.tags?.length !== 1 || one['x-action'] === undefined)).toEqual([]);
  });

  it('with bodies that have names and members, taken from the schemas that check them', async () => {
    const document = await read();
    const bodies = operations(document).flatMap((one) => {
      const schema = one.requestBody?.content['application/json']?.schema;
      return schema ? [{ name: one.name, ref: schema.$ref ?? 'inline' }] : [];
    });
    expect(bodies.length).toBeGreaterThan(20);
    const empty = bodies.filter(({ ref }) => {
      const schema = document.components.schemas[ref.replace('#/components/schemas/', '')];
      const shapes = schema?.anyOf ?? schema?.oneOf ?? (schema ? [schema] : []);
      return shapes.length === 0 || shapes.some((shape) => Object.keys(shape.properties ?? {}).length === 0);
    });
    expect(empty).toEqual([]);
    expect(document.components.schemas['CaseStartInput']).toMatchObject({
      type: 'object',
      required: ['waveId', 'lead'],
      additionalProperties: false,
      properties: { waveId: { type: 'string', format: 'uuid' } },
    });
  });

  it('with the members of a query', async () => {
    const search = operations(await read()).find((one) => one.name === 'GET /api/territories');
    expect(search?.parameters?.filter((one) => one.in === 'query').map((one) => one.name)).toContain('q');
  });

  it('with the headers and the refusals of a deposit', async () => {
    const deposit = operations(await read()).find((one) => one.name === 'POST /api/candidacies/:id/deposit');
    expect(deposit).toMatchObject({ security: [{ bearer: [] }], 'x-action': 'candidacy.deposit' });
    expect(deposit?.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'If-Match', in: 'header', required: true }),
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: false }),
      ]),
    );
    expect(Object.keys(deposit?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '404', '409', '422', '428']),
    );
    expect(deposit?.responses['409']).toEqual({
      description: 'Version périmée, doublon',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
  });

  it('with each parameter once', async () => {
    const doubled = operations(await read()).filter(({ parameters = [] }) => {
      const names = parameters.map((one) => `${one.in} ${one.name.toLowerCase()}`);
      return new Set(names).size < names.length;
    });
    expect(doubled.map((one) => one.name)).toEqual([]);
  });

  it('with every reference resolved', async () => {
    const document = await read();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.map(([, name]) => name).filter((name) => !document.components.schemas[name ?? ''])).toEqual([]);
  });
});

/** The body is read too: a connection with an unread answer would hold the server's end up. */
async function statusOf(path: string): Promise<number> {
  const response = await fetch(new URL(path, server.url));
  await response.arrayBuffer();
  return response.status;
}

describe('the pages of the server', () => {
  it('browse the API with files of their own, no inline script', async () => {
    const page = await fetch(new URL('/api/docs', server.url));
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|https?:/);
    const files = [...html.matchAll(/(?:src|href)="(\/[^"#]+)"/g)].map(([, file]) => file ?? '');
    expect(files).toEqual(expect.arrayContaining(['/api/docs/swagger-ui-bundle.js', '/api/docs/start.js']));
    for (const file of files) expect(await statusOf(file)).toBe(200);
  });

  it.each(['..%2fpackage.json', 'package.json', '%2e%2e%2f%2e%2e%2fetc%2fpasswd'])(
    'serve no other file: %s',
    async (file) => {
      expect(await statusOf(`/api/docs/${file}`)).toBe(404);
    },
  );

  it('say what this is, and nothing of a simulated clock where there is none', async () => {
    const html = await (await fetch(server.url)).text();
    expect(html).toContain('<html lang="fr"');
    expect(html).toContain('href="/api/docs"');
    expect(html).not.toContain('horloge simulée');
  });
});
