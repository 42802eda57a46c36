import { api, type Answer } from '../support/api.js';
import { ALES, CaseJourney } from '../support/case-journey.js';

const REQUEST = 'essai-0001';
const headers = { 'x-request-id': REQUEST };

let journey: CaseJourney;

beforeAll(async () => {
  journey = await CaseJourney.begin();
});
afterAll(() => journey.end());

const problem = (status: number, title: string, code: string, detail: string, more: object = {}) => ({
  type: `urn:rebond:problem:${code}`,
  title,
  status,
  code,
  detail,
  instance: `urn:rebond:request:${REQUEST}`,
  ...more,
});

function expectProblem(answer: Answer, expected: ReturnType<typeof problem>): void {
  expect({ status: answer.status, body: answer.body }).toEqual({ status: expected.status, body: expected });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers.get('x-request-id')).toBe(REQUEST);
}

describe('what cannot be read', () => {
  const malformed = problem(
    400,
    'Demande illisible',
    'malformed-json',
    "Le corps de la demande n'est pas un JSON valide.",
  );

  it.each(['{"waveId": ', '{"a": undefined}', "{'a': 1}", '\u0000', '[1,]'])(
    'a body that is no JSON: %s',
    async (text) => {
      expectProblem(await journey.ales.send('POST', '/api/candidacies', text, { headers }), malformed);
    },
  );

  it.each(['{"__proto__": {"role": "system"}}', '{"constructor": {"prototype": {"x": 1}}}', '{"a": {"__proto__": 1}}'])(
    'a key that reaches the prototype: %s',
    async (text) => {
      expectProblem(
        await journey.ales.send('POST', '/api/candidacies', text, { headers }),
        problem(
          400,
          'Demande illisible',
          'forbidden-key',
          'Le corps de la demande porte une clé interdite (__proto__ ou constructor).',
        ),
      );
    },
  );

  it('a body nested too deep, whatever reads it afterwards', async () => {
    const text = `{"fields": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const id = '0190a000-0000-7000-8000-000000000000';
    expectProblem(
      await journey.ales.send('PATCH', `/api/candidacies/${id}/answers`, text, { headers, idempotencyKey: 'deep' }),
      problem(400, 'Demande illisible', 'json-too-deep', 'Le corps de la demande imbrique plus de 64 niveaux.'),
    );
  });

  it('a number that no number can hold, with an Idempotency-Key or without', async () => {
    for (const key of [{}, { idempotencyKey: 'huge' }])
      expectProblem(
        await journey.ales.send('POST', '/api/candidacies', '{"a": [1e999]}', { headers, ...key }),
        problem(
          400,
          'Demande illisible',
          'number-out-of-range',
          'Le corps de la demande porte un nombre hors de portée.',
        ),
      );
  });

  it('an If-Match that names no version', async () => {
    const id = await journey.draft();
    expectProblem(
      await journey.ales.post(`/api/candidacies/${id}/deposit`, undefined, { headers, ifMatch: 'W/"abc"' }),
      problem(400, 'Demande illisible', 'if-match', 'L\'en-tête If-Match attend une version, par exemple "v12".'),
    );
  });

  it('an Idempotency-Key that is none', async () => {
    expectProblem(
      await journey.ales.post('/api/candidacies', {}, { headers, idempotencyKey: 'a b' }),
      problem(
        400,
        'Demande illisible',
        'idempotency-key',
        "L'en-tête Idempotency-Key compte 1 à 200 caractères visibles.",
      ),
    );
  });
});

describe('who asks', () => {
  it('nobody, where a seat is needed', async () => {
    const answer = await api(journey.server.url).post('/api/candidacies', {}, { headers });
    expectProblem(
      answer,
      problem(
        401,
        'Authentification requise',
        'token-required',
        'Cette demande exige un jeton (Authorization: Bearer …).',
      ),
    );
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('a token that nobody has', async () => {
    expectProblem(
      await api(journey.server.url, 'rbd_unknown_unknown_unknown').get('/api/me', { headers }),
      problem(401, 'Authentification requise', 'bad-token', 'Ce jeton est inconnu, expiré ou révoqué.'),
    );
  });

  it('a seat whose role may not', async () => {
    expectProblem(
      await journey.ales.post('/api/waves', {}, { headers }),
      problem(403, 'Action non autorisée', 'not-allowed', "Votre fonction n'autorise pas cette action."),
    );
  });
});

describe('what is not there', () => {
  const absent = problem(404, 'Introuvable', 'absent', "Cette ressource n'existe pas ou ne vous est pas accessible.");

  it.each(['/api/nothing', '/api/candidacies/0190a000-0000-7000-8000-000000000000', '/api/candidacies/42'])(
    'an address or an object: %s',
    async (path) => {
      expectProblem(await journey.ales.get(path, { headers }), absent);
    },
  );

  it('a method that an address does not know', async () => {
    const answer = await journey.ales.put('/api/candidacies', {}, { headers });
    expectProblem(
      answer,
      problem(
        405,
        'Méthode non prévue',
        'method-not-allowed',
        "Cette adresse existe, mais ne se demande pas par cette méthode : voir l'en-tête Allow.",
      ),
    );
    expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST']);
  });
});

describe('what is refused', () => {
  it('faults of a body, all at once, in French, unknown members by their name', async () => {
    expectProblem(
      await journey.ales.post('/api/candidacies', { waveId: 'x', members: 'y', boss: 1, 'a/b': 2 }, { headers }),
      problem(422, 'Demande refusée', 'invalid-input', 'La demande comporte des erreurs.', {
        errors: [
          { pointer: '/waveId', code: 'invalid_format', detail: 'Cet identifiant est invalide.' },
          { pointer: '/lead', code: 'invalid_type', detail: 'Valeur obligatoire absente.' },
          {
            pointer: '/members',
            code: 'invalid_type',
            detail: 'Une liste est attendue.',
          },
          { pointer: '/boss', code: 'unknown-field', detail: "Le champ « boss » n'est pas prévu." },
          { pointer: '/a~1b', code: 'unknown-field', detail: "Le champ « a/b » n'est pas prévu." },
        ],
      }),
    );
  });

  it('an unknown member of a query', async () => {
    expectProblem(
      await journey.ales.get('/api/candidacies?boss=1', { headers }),
      problem(422, 'Demande refusée', 'invalid-input', 'La demande comporte des erreurs.', {
        errors: [{ pointer: '/boss', code: 'unknown-field', detail: "Le champ « boss » n'est pas prévu." }],
      }),
    );
  });

  it('a body over a mebibyte', async () => {
    expectProblem(
      await journey.ales.post('/api/candidacies', { waveId: 'x'.repeat(1_100_000) }, { headers }),
      problem(413, 'Envoi trop volumineux', 'body-too-large', 'Le corps de la demande dépasse la taille admise.'),
    );
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
    'a body of %s',
    async (type) => {
      expectProblem(
        await journey.ales.send('POST', '/api/candidacies', 'waveId=1', {
          headers: { ...headers, 'content-type': type },
        }),
        problem(415, 'Format non accepté', 'unsupported-media', "Ce type de contenu n'est pas accepté ici."),
      );
    },
  );

  it('a CSV where JSON is expected', async () => {
    expectProblem(
      await journey.ales.send('POST', '/api/candidacies', 'a;b', {
        headers: { ...headers, 'content-type': 'text/csv' },
      }),
      problem(415, 'Format non accepté', 'json-expected', 'Envoyez un corps JSON (application/json).'),
    );
  });
});

describe('versions', () => {
  it('unsaid: 428, stale: 409 with the current one, before any rule of the case', async () => {
    const lille = '200093201' as typeof ALES;
    const metropole = await journey.seat({ role: 'epci_lead', organisation: { siren: lille } });
    const id = await journey.draft(metropole, lille);
    expectProblem(
      await metropole.post(`/api/candidacies/${id}/deposit`, undefined, { headers }),
      problem(
        428,
        'Version requise',
        'if-match-required',
        "Indiquez la version lue dans l'en-tête If-Match : elle est dans l'en-tête ETag du dossier.",
      ),
    );
    expectProblem(
      await metropole.post(`/api/candidacies/${id}/deposit`, undefined, { headers, ifMatch: 7 }),
      problem(
        409,
        'Conflit',
        'stale-version',
        'Ce dossier a changé depuis que vous l’avez lu : relisez-le avant de recommencer.',
        { currentVersion: 1 },
      ),
    );
  });
});

describe('every answer', () => {
  it('carries a request id of its own when none, or an unsafe one, is given', async () => {
    for (const given of [undefined, 'court', 'a b c d e f g h', 'x'.repeat(200)]) {
      const answer = await journey.ales.get(
        '/api/me',
        given === undefined ? {} : { headers: { 'x-request-id': given } },
      );
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('is not sniffed, stored, framed, nor tells its address to others', async () => {
    const { headers: got } = await journey.ales.get('/api/me');
    expect(Object.fromEntries(got)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
    });
  });
});
