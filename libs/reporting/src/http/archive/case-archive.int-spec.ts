import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Cases } from '@rebond/candidacies';
import type { CandidacyId, OrganisationId, Siren } from '@rebond/kernel';
import { Missions } from '@rebond/missions';
import { Files, sealAudit, SYSTEM, Transactions } from '@rebond/platform';
import { declared } from '../../../../../test/support/declare.js';
import { sha256, testedByUnzip, UnpackedArchive, unzipped } from '../../../../../test/support/archives.js';
import type { Answer } from '../../../../../test/support/api.js';
import { ALES } from '../../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../../test/support/cases.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { pdf } from '../../../../../test/support/contents.js';
import { Surfer } from '../../../../../test/support/pages.js';
import { AFTER_CUTOFF, DecisionJourney, lineOf, type Person } from '../../../../../test/support/decision-journey.js';

const PIECE = pdf(1000);
const CRITERIA = ['exposure', 'potential', 'governance', 'needs', 'leverage'];

let lists: DecisionJourney;
let auditor: Person;
let officer: Person;
let region: Person;
let territory: Person;
let id: string;
let letterPiece: string;
let other: { readonly id: string; readonly version: number };
/** The territory's archive before anybody reviewed or decided. */
let before: Buffer;
let officersBefore: Buffer;
let archive: UnpackedArchive;
let seals: string;
let manifest: string;
const opened: UnpackedArchive[] = [];

interface Taken {
  readonly status: number;
  readonly headers: Headers;
  readonly zip: Buffer;
}

async function take(as: Person, of = id): Promise<Taken> {
  const answer = await fetch(new URL(`/api/candidacies/${of}/export`, lists.journey.server.url), {
    headers: { authorization: `Bearer ${as.seat.token}` },
  });
  return { status: answer.status, headers: answer.headers, zip: Buffer.from(await answer.arrayBuffer()) };
}
async function unpack(zip: Buffer): Promise<UnpackedArchive> {
  const unpacked = UnpackedArchive.of(await unzipped(zip));
  opened.push(unpacked);
  return unpacked;
}
const copy = (): UnpackedArchive => {
  const unpacked = archive.copy();
  opened.push(unpacked);
  return unpacked;
};
const json = (from: UnpackedArchive, path: string): Answer['body'] => JSON.parse(from.text(path));
const done = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body as Record<string, unknown>;
};
const app = () => lists.journey.server.app;
const version = async () => (await lists.director.get(`/api/candidacies/${id}`)).body.version as number;

function store(content: Buffer): string {
  const files = app().get(Files);
  const path = join(files.root, files.relativePath(sha256(content)));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return sha256(content);
}

/** A case that was deposited, completed, discussed, and told of by the préfecture. */
async function examined(): Promise<void> {
  const { journey } = lists;
  const { ales } = journey;
  id = await journey.draft();
  letterPiece = await journey.document(id, { sha: store(PIECE) });
  await journey.save(ales, id, { needs: 'Détecter des projets', letter: [letterPiece] });
  await done(ales.post(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 1 }));
  await done(ales.post(`/api/candidacies/${id}/messages`, { text: 'Entre nous.', audience: 'territory' }));
  await done(officer.post(`/api/candidacies/${id}/messages`, { text: 'Bonjour,\nune précision ?' }));
  await done(officer.post(`/api/candidacies/${id}/notes`, { body: 'À relire de près.' }));
  const asked = await done(
    officer.post(
      `/api/candidacies/${id}/completion-requests`,
      { fields: ['needs'], message: 'Précisez les besoins.' },
      { ifMatch: await version() },
    ),
  );
  await journey.save(ales, id, { needs: 'Détecter trente projets' });
  await done(
    ales.post(
      `/api/candidacies/${id}/completion-requests/${String(asked['request'])}/answer`,
      { answer: 'C’est fait.' },
      { ifMatch: await version() },
    ),
  );
  await done(officer.post(`/api/candidacies/${id}/opinions`, {}));
  await lists.worker.settled();
  const { items } = (await region.get(`/api/candidacies/${id}/opinions`)).body as {
    items: { id: string; key: string }[];
  };
  const asksRegion = items.find(({ key }) => key === 'region')?.id ?? '';
  await done(
    region.post(`/api/candidacies/${id}/opinions/${asksRegion}/answer`, { stance: 'reserved', text: 'Sous réserve.' }),
  );
  await lists.admit([{ id }]);
  await declared(lists.waveId, lists.director);
}

async function reviewed(): Promise<void> {
  const wave = `/api/waves/${lists.waveId}`;
  const { director } = lists;
  const reviewers = [officer, await lists.journey.seat({ role: 'bdt_officer' })];
  for (const { seat } of reviewers) await done(director.put(`${wave}/reviewers/${seat.seatId}`, { maxLoad: 3 }));
  await done(director.post(`${wave}/review-round/proposal`, { seed: 0 }));
  const round = (await director.get(`${wave}/review-round`)).body.round.version as number;
  await done(director.post(`${wave}/review-round/validation`, undefined, { ifMatch: round }));
  const marks = Object.fromEntries(CRITERIA.map((key) => [key, { score: 3, comment: 'Constaté au dossier.' }]));
  for (const one of reviewers) {
    const asked = (await one.get<{ id: string; candidacyId: string }[]>('/api/reviews')).body;
    const review = asked.find(({ candidacyId }) => candidacyId === id)?.id ?? '';
    const saved = await done(one.put(`/api/reviews/${review}`, { marks }, { ifMatch: 0 }));
    await done(one.post(`/api/reviews/${review}/submission`, undefined, { ifMatch: saved['version'] as number }));
  }
}

const seal = () =>
  app()
    .get(Transactions)
    .run(SYSTEM, (tx) => sealAudit(tx));

beforeAll(async () => {
  lists = await DecisionJourney.begin();
  const { journey } = lists;
  lists.waveId = journey.february.id;
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  auditor = await journey.seat({ role: 'auditor' });
  officer = await journey.seat({ role: 'bdt_officer' });
  region = await journey.seat({ role: 'region_council', organisation: { region: '76' } });
  const { rows } = await journey.judge.query<{ id: OrganisationId }>(
    `select id from identity.organisation where siren = '${ALES}'`,
  );
  territory = await journey.seat({ role: 'epci_member', organisationId: rows[0]!.id });
  await examined();
  other = await aCandidacy(journey.server, { waveId: lists.waveId, state: 'submitted', lead: '200068500' as Siren });
  await lists.admit([other]);
  journey.clock.set(AFTER_CUTOFF);
  await lists.worker.settled();
  await seal();
}, 120_000);
afterAll(async () => {
  for (const one of opened) one.drop();
  await lists.end();
});

describe('the archive of a case under examination', () => {
  beforeAll(async () => {
    before = (await take(territory)).zip;
    officersBefore = (await take(officer)).zip;
  });

  it('is the same to the byte whenever its reader takes it', async () => {
    lists.journey.clock.set('2023-03-01T18:00+01:00[Europe/Paris]');
    expect(sha256((await take(territory)).zip)).toBe(sha256(before));
    expect(sha256((await take(officer)).zip)).toBe(sha256(officersBefore));
  });

  it('tells a territory nothing of reviews, nor anybody outside the decision of a frozen list', async () => {
    await reviewed();
    const withReviews = (await take(officer)).zip;
    expect(sha256((await take(territory)).zip)).toBe(sha256(before));
    const frozen = await lists.frozen([
      lineOf({ id, version: await version() }, 'select', { envelopeEur: 1_500_000, personDays: 100 }),
      lineOf({ ...other, version: other.version + 1 }, 'reject', { reasons: ['Exposition non établie.'] }),
    ]);
    expect(sha256((await take(territory)).zip)).toBe(sha256(before));
    expect(sha256((await take(officer)).zip)).toBe(sha256(withReviews));
    const controllers = await unpack((await take(auditor)).zip);
    expect(json(controllers, 'decisions/decisions.json')).toMatchObject([
      { id: frozen, status: 'validated', line: { candidacyId: id, outcome: 'select' } },
    ]);
    expect(controllers.text('decisions/decisions.json')).not.toContain(other.id);
    await done(lists.announce(frozen));
    await lists.worker.settled();
    await seal();
    expect(sha256((await take(territory)).zip)).not.toBe(sha256(before));
  });
});

/** The mission of a laureate, with figures kept for a committee. */
async function engaged(): Promise<void> {
  const firm = await lists.journey.seat({ role: 'consultancy', organisation: { name: 'Ancoris' } });
  await done(
    lists.director.post(
      `/api/candidacies/${id}/engagement`,
      { firms: [{ organisationId: firm.seat.organisationId, personDays: 100 }], startsOn: '2023-03-02' },
      { ifMatch: await version() },
    ),
  );
  await app()
    .get(Transactions)
    .run(SYSTEM, async (tx) => {
      await app()
        .get(Cases)
        .lockOne(tx, id as CandidacyId);
      await app()
        .get(Missions)
        .freezeFigures(tx, id as CandidacyId, 'Comité de clôture');
    });
  await lists.worker.settled();
  // Committees are planned by a task of their own.
  const planned = async () =>
    (await lists.director.get<{ items: unknown[] }>(`/api/candidacies/${id}/committees`)).body.items.length;
  while ((await planned()) === 0) await setTimeout(50);
  await lists.worker.settled();
}

describe('the archive of a decided case', () => {
  beforeAll(async () => {
    await engaged();
    await seal();
    const taken = await take(auditor);
    manifest = taken.headers.get('rebond-manifest') ?? '';
    archive = await unpack(taken.zip);
    const { rows } = await lists.journey.judge.query<{ n: number; root: string }>(
      `select n, encode(root, 'hex') as root from platform.audit_seal order by n`,
    );
    seals = join(mkdtempSync(join(tmpdir(), 'rebond-seals-')), 'seals.jsonl');
    writeFileSync(seals, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });

  it('opens in other hands: its length was announced, its names are those of the manifest', async () => {
    const { zip, headers } = await take(auditor);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(Number(headers.get('content-length'))).toBe(zip.length);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="dossier-RB-2023-\d+\.zip"$/);
    const said = testedByUnzip(zip);
    if (said !== null) expect(said).toContain('No errors detected');
    const listed = json(archive, 'manifeste.json').files as { path: string }[];
    expect(archive.paths()).toEqual([...listed.map(({ path }) => path), 'SHA256SUMS', 'manifeste.json'].sort());
    expect(sha256(archive.text('manifeste.json'))).toBe(manifest);
  });

  it('holds the file as it was frozen, its pieces, what was said, the decision and the evidence', () => {
    const [first, second] = json(archive, 'formulaires/depots.json');
    expect(sha256(archive.text('formulaires/depot-1.json'))).toBe(first.digest);
    expect(sha256(archive.text('formulaires/depot-2.json'))).toBe(second.digest);
    expect(archive.text('formulaires/depot-2.html')).toContain('Détecter trente projets');
    expect(json(archive, 'formulaires/definition-1.json')).toMatchObject({ slug: 'rebond-industriel' });
    expect(archive.text(`pieces/${letterPiece}-piece.pdf`)).toBe(PIECE.toString());
    expect(json(archive, 'complements/complements.json')).toMatchObject([{ answer: 'C’est fait.' }]);
    expect(json(archive, 'messages/messages.json')).toMatchObject([{ text: 'Bonjour,\nune précision ?' }]);
    expect(json(archive, 'notes/notes.json')).toHaveLength(1);
    expect(json(archive, 'comites/comites.json').length).toBeGreaterThan(0);
    expect(archive.paths().some((path) => path.startsWith('journal/meeting-'))).toBe(true);
    expect(json(archive, 'relectures/relectures.json').reviews).toHaveLength(2);
    expect([json(archive, 'recours/recours.json'), json(archive, 'plis/plis.json')]).toEqual([[], []]);
    expect(json(archive, 'envois/envois.json')).toContainEqual(
      expect.objectContaining({ kind: 'candidacy.selected', evidence: 'accepted' }),
    );
    const [{ letter }] = json(archive, 'decisions/decisions.json');
    expect(archive.text(`decisions/${letter.path}`)).toMatch(/^%PDF-/);
  });

  it('gives each reader the parts of its function, and those alone', async () => {
    const parts = async (as: Person) => {
      const unpacked = await unpack((await take(as)).zip);
      return [...new Set(unpacked.paths().flatMap((path) => (path.includes('/') ? [path.split('/')[0]] : [])))];
    };
    const everyone = ['chronologie', 'comites', 'complements', 'dossier', 'financement', 'formulaires'];
    expect(await parts(territory)).toEqual([...everyone, 'messages', 'mission', 'pieces', 'recours']);
    expect(await parts(officer)).toEqual(
      [...everyone, 'avis', 'envois', 'messages', 'mission', 'notes', 'pieces', 'plis', 'recours', 'relectures'].sort(),
    );
    const all = [...everyone, 'avis', 'decisions', 'envois', 'journal', 'messages', 'mission', 'notes', 'pieces'];
    expect(await parts(lists.director)).toEqual([...all, 'plis', 'recours', 'relectures'].sort());
    const desk = await unpack((await take(lists.director)).zip);
    expect(desk.text('messages/messages.json')).not.toContain('Entre nous.');
    const theirs = await unpack((await take(territory)).zip);
    expect(theirs.text('chronologie/chronologie.json')).not.toMatch(/proposedBy|review|note\.written/);
  });

  it('is refused to other functions, and looks absent to who is recused', async () => {
    expect((await take(region)).status).toBe(403);
    expect((await take(lists.minister)).status).toBe(403);
    const recused = await lists.journey.seat({ role: 'auditor' });
    await lists.journey.judge.query(
      `insert into identity.recusal (id, person_id, candidacy_id, wave_id, grounds, declared_at)
       select gen_random_uuid(), $1, id, wave_id, '{employer}', '2023-01-01' from candidacies.candidacy where id = $2`,
      [recused.seat.personId, id],
    );
    expect((await take(recused)).status).toBe(404);
    expect((await take(auditor, '00000000-0000-7000-8000-000000000000')).status).toBe(404);
    const others = await unpack((await take(recused, other.id)).zip);
    expect(others.paths().filter((path) => path.includes('scelles'))).toEqual([]);
  });

  it('is itself an act of the journal, with the manifest that was given', async () => {
    const { rows } = await lists.journey.judge.query(
      `select canonical::jsonb -> 'facts' as facts, audience from platform.audit_entry
        where stream = $1 and person_id = $2 order by seq desc limit 1`,
      [`candidacy-export:${id}`, auditor.seat.personId],
    );
    expect(rows).toEqual([{ audience: 'state', facts: { manifest, reader: 'auditor' } }]);
    const timeline = (await lists.director.get(`/api/candidacies/${id}/timeline?limit=500`)).body.items as {
      sentence: string;
    }[];
    expect(timeline.map(({ sentence }) => sentence)).toContain('Archive du dossier remise, avec son contrôle.');
  });

  it('is asked for on a page of the case, which tells the manifests that were given to the reader’s side', async () => {
    const page = async ({ seat }: Person) =>
      new Surfer(lists.journey.server.url, await openSession(lists.journey.server, seat)).get(
        `/candidatures/${id}/archive`,
      );
    const shown = await page(auditor);
    expect(shown.links.map(({ href }) => href)).toContain(`/api/candidacies/${id}/export`);
    expect(shown.text).toContain(manifest);
    const theirs = await page(territory);
    expect(theirs.text).not.toContain(manifest);
    expect(theirs.text).toMatch(/[0-9a-f]{64}/);
    expect((await page(region)).status).toBe(403);
  });
});

describe('the check that an archive carries', () => {
  it('proves an archive as it was given, and says what it can’t prove', () => {
    const { code, said } = archive.check('--manifeste', manifest, '--scelles', seals);
    expect(said).toContain('Archive INTACTE.');
    expect(code).toBe(0);
    expect(said).toMatch(/2 dépôts figés et 1 pièce figée/);
    expect(said).toMatch(/la lettre de la liste 2023-001 est celle qui a été fixée à la validation/);
    expect(said).toMatch(/les scellés n° (\d+, )+\d+ sont ceux que vous avez gardés hors du système/);
    for (const held of ['2 relectures', '1 message', '1 note', '1 avis'])
      expect(said).toContain(`${held} : au mot près ce que le journal a reçu`);
    expect(said).toMatch(/le manifeste est celui dont vous avez noté l’empreinte/);
    expect(said).toMatch(/N’est pas prouvé :[\s\S]*ce que contiennent les envois/);
  });

  it('says of a territory’s archive that the journal is not there', async () => {
    const { code, said } = (await unpack((await take(territory)).zip)).check();
    expect(code).toBe(0);
    expect(said).toContain('le journal d’audit n’est pas ouvert à ce lecteur');
    expect(said).toMatch(/2 dépôts figés et 1 pièce figée/);
  });

  it('takes the director’s archive, though acts among the territory are there by their hash alone', async () => {
    const { code, said } = (await unpack((await take(lists.director)).zip)).check('--scelles', seals);
    expect(said).toContain('Archive INTACTE.');
    expect(code).toBe(0);
    expect(said).toMatch(/que ce lecteur ne voit pas ; leur empreinte seule tient la chaîne/);
  });

  it('counts erased texts, and finds nothing wrong with that', () => {
    const erased = copy();
    erased.change(`journal/candidacy-${id}.textes.txt`, (text) => text.split('\n').slice(1).join('\n'));
    erased.forge();
    const { code, said } = erased.check();
    expect(said).toMatch(/données personnelles de 1 écriture, effacés depuis/);
    expect(code).toBe(0);
  });

  const thread = (): string => `journal/candidacy-${id}.txt`;
  const line = (n: number, by: (line: string) => string) => (text: string) =>
    text
      .split('\n')
      .map((one, i) => (i === n - 1 ? by(one) : one))
      .join('\n');
  const withoutLine = (n: number) => (text: string) =>
    text
      .split('\n')
      .filter((_, i) => i !== n - 1)
      .join('\n');
  const last = (): number => archive.text(thread()).trimEnd().split('\n').length;
  const chain = (previous: string, canonical: string) =>
    sha256(Buffer.concat([Buffer.from(previous, 'hex'), Buffer.from(canonical)]));
  /** All hashes from an entry on, as who holds the whole archive can make them. */
  const rechained = (text: string): string => {
    let previous = '00'.repeat(32);
    return text
      .trimEnd()
      .split('\n')
      .map((one, i) => {
        const canonical = one.split(' ').slice(2).join(' ');
        previous = chain(previous, canonical);
        return `${String(i + 1)} ${previous} ${canonical}\n`;
      })
      .join('');
  };
  const headOf = (text: string) => ({
    seq: text.trimEnd().split('\n').length,
    head: text.trimEnd().split('\n').at(-1)?.split(' ')[1],
  });
  const withHead = (changed: UnpackedArchive) =>
    changed.change('journal/fils.json', (text) =>
      JSON.stringify(
        (JSON.parse(text) as { path: string }[]).map((one) =>
          one.path === `candidacy-${id}.txt` ? { ...one, ...headOf(changed.text(thread())) } : one,
        ),
      ),
    );
  const piece = (): string => `pieces/${letterPiece}-piece.pdf`;
  const sealFiles = () => archive.paths().filter((path) => path.includes('scelles'));
  const firstSeal = (): string => String(Number(/(\d+)\.txt/.exec(sealFiles()[0] ?? '')?.[1]));
  const letter = (): string => archive.paths().find((path) => path.startsWith('decisions/lettre-')) ?? '';

  interface Tampering {
    readonly by: (changed: UnpackedArchive) => void;
    /** The forger also writes the manifest and the sums anew. */
    readonly forged: boolean;
    readonly named: () => RegExp;
  }
  const RANK = 3;
  const cases: Readonly<Record<string, Tampering>> = {
    'a byte of a piece': {
      by: (a) => a.change(piece(), (text) => text.replace('%PDF-1.7', '%PDF-1.6')),
      forged: false,
      named: () => new RegExp(`${piece()} : a changé`),
    },
    'a byte of a piece, the manifest written anew': {
      by: (a) => {
        a.change(piece(), (text) => text.replace('%PDF-1.7', '%PDF-1.6'));
        a.change('pieces/pieces.json', (text) => text.replace(sha256(PIECE), sha256(a.text(piece()))));
      },
      forged: true,
      named: () => new RegExp(`${piece()} : n’est pas la pièce que le dépôt n° 1 a figée`),
    },
    'a piece removed': {
      by: (a) => a.remove(piece()),
      forged: true,
      named: () => new RegExp(`${piece()} : n’est pas la pièce`),
    },
    'a file more': {
      by: (a) => a.write('pieces/glissee.pdf', 'x'),
      forged: false,
      named: () => /pieces\/glissee\.pdf : n’est pas au manifeste/,
    },
    'an answer of the deposit, its digest and the manifest': {
      by: (a) => {
        const was = sha256(a.text('formulaires/depot-1.json'));
        a.change('formulaires/depot-1.json', (text) => text.replace('Détecter', 'Chercher'));
        const is = sha256(a.text('formulaires/depot-1.json'));
        a.change('formulaires/depots.json', (text) => text.replace(was, is));
      },
      forged: true,
      named: () => /formulaires\/depot-1\.json : le journal ne connaît pas ce dépôt/,
    },
    'an entry changed': {
      by: (a) =>
        a.change(
          thread(),
          line(RANK, (one) => one.replace('"role":"', '"role":"x')),
        ),
      forged: true,
      named: () => new RegExp(`Première écriture fautive : candidacy:${id}, rang ${String(RANK)}\\.`),
    },
    'an entry changed, and every hash after it': {
      by: (a) => {
        a.change(
          thread(),
          line(RANK, (one) => one.replace('"role":"', '"role":"x')),
        );
        a.change(thread(), rechained);
        withHead(a);
      },
      forged: true,
      named: () => new RegExp(`candidacy:${id}, rang \\d+ : n’est pas l’écriture que fige le scellé n° ${firstSeal()}`),
    },
    'the texts of an entry': {
      by: (a) => a.change(`journal/candidacy-${id}.textes.txt`, (text) => text.replace('C’est fait.', 'Non.')),
      forged: true,
      named: () => new RegExp(`candidacy:${id}, rang \\d+ : ses textes et données personnelles ont changé`),
    },
    'an entry removed': {
      by: (a) => a.change(thread(), withoutLine(RANK)),
      forged: true,
      named: () => new RegExp(`candidacy:${id}, rang ${String(RANK)} : écriture absente`),
    },
    'the tail removed': {
      by: (a) => a.change(thread(), withoutLine(last())),
      forged: true,
      named: () => new RegExp(`candidacy:${id}, rang ${String(last())} : fin du fil retirée : sa tête est`),
    },
    'the tail removed, with its head': {
      by: (a) => {
        a.change(thread(), withoutLine(last()));
        withHead(a);
      },
      forged: true,
      named: () =>
        new RegExp(`candidacy:${id}, rang ${String(last())} : fin du fil retirée : le scellé n° \\d+ va au rang`),
    },
    'the tail removed, with its head and its seals': {
      by: (a) => {
        a.change(thread(), (text) => text.slice(0, text.lastIndexOf('\n', text.indexOf('"event":"ENGAGE"')) + 1));
        withHead(a);
        for (const path of a.paths().filter((one) => one.includes('scelles'))) a.remove(path);
      },
      forged: true,
      named: () => new RegExp(`candidacy:${id}, rang \\d+ : fin du fil retirée, ou dossier changé`),
    },
    'a letter swapped': {
      by: (a) => a.write(letter(), PIECE),
      forged: true,
      named: () => new RegExp(`${letter()} : n’est pas la lettre que fixe le journal`),
    },
    'a letter taken out, as if there were none': {
      by: (a) => {
        a.remove(letter());
        a.change('decisions/decisions.json', () => '[]\n');
        for (const one of json(a, 'pieces/pieces.json') as { path: string; nature: string }[])
          if (one.nature === 'decision-letter') a.remove(`pieces/${one.path}`);
        a.change('pieces/pieces.json', (text) =>
          JSON.stringify((JSON.parse(text) as { nature: string }[]).filter(({ nature }) => nature === 'piece')),
        );
      },
      forged: true,
      named: () => /Première écriture fautive : decision-list:[0-9a-f-]+, rang 2\./,
    },
    'a completed file taken out, as if there were none': {
      by: (a) => {
        for (const end of ['json', 'html']) a.remove(`formulaires/depot-2.${end}`);
        a.change('formulaires/depots.json', (text) => JSON.stringify((JSON.parse(text) as unknown[]).slice(0, 1)));
      },
      forged: true,
      named: () => new RegExp(`candidacy:${id}, rang \\d+ : le dossier figé que nomme cette écriture n’est pas`),
    },
    'figures that were kept for a committee': {
      by: (a) => {
        const path = a.paths().find((one) => one.startsWith('mission/chiffres-')) ?? '';
        const was = sha256(a.text(path));
        a.change(path, (text) => text.replace('"projects":0', '"projects":9'));
        a.change('mission/mission.json', (text) => text.replace(was, sha256(a.text(path))));
      },
      forged: true,
      named: () => /mission\/chiffres-[0-9a-f-]+\.json : n’est pas ce que le journal a figé/,
    },
    'a mark of a review': {
      by: (a) => a.change('relectures/relectures.json', (text) => text.replace(/"score": ?3/, '"score":4')),
      forged: true,
      named: () => /relectures\/relectures\.json : [0-9a-f-]+ n’est pas ce que le journal a reçu/,
    },
    'a word of a message': {
      by: (a) => a.change('messages/messages.json', (text) => text.replace('une précision', 'une prime')),
      forged: true,
      named: () => /messages\/messages\.json : [0-9a-f-]+ n’est pas ce que le journal a reçu/,
    },
    'a word of a note': {
      by: (a) => a.change('notes/notes.json', (text) => text.replace('de près', 'de loin')),
      forged: true,
      named: () => /notes\/notes\.json : [0-9a-f-]+ n’est pas ce que le journal a reçu/,
    },
    'the sense of an opinion': {
      by: (a) => a.change('avis/avis.json', (text) => text.replace('"reserved"', '"favourable"')),
      forged: true,
      named: () => /avis\/avis\.json : [0-9a-f-]+ n’est pas ce que le journal a reçu/,
    },
    'a note slipped in': {
      by: (a) =>
        a.change('notes/notes.json', (text) =>
          JSON.stringify([...(JSON.parse(text) as unknown[]), { id: 'glissee', body: 'Vu.', salt: null }]),
        ),
      forged: true,
      named: () => /notes\/notes\.json : glissee est inconnu du journal/,
    },
    'a seal': {
      by: (a) => a.change(sealFiles()[0] ?? '', (text) => text.replace(/"candidacy:/, '"candidacy-:')),
      forged: true,
      named: () => new RegExp(`${sealFiles()[0] ?? ''} : sa racine n’est pas celle`),
    },
    'the manifest': {
      by: (a) => a.change('manifeste.json', (text) => text.replace('"auditor"', '"epci_lead"')),
      forged: false,
      named: () => /manifeste\.json : n’a pas l’empreinte que lui donne SHA256SUMS/,
    },
  };

  it.each(Object.keys(cases))('names what was tampered with: %s', (name) => {
    const { by, forged, named } = cases[name] as Tampering;
    const changed = copy();
    by(changed);
    if (forged) changed.forge();
    const { code, said } = changed.check('--scelles', seals);
    expect(said).toMatch(named());
    expect(said).toContain('Archive ALTÉRÉE.');
    expect(code).toBe(1);
  });

  it('knows a manifest that is not the one that was noted, however well the archive was forged', () => {
    const changed = copy();
    changed.change('envois/envois.json', (text) => `${text} `);
    changed.forge();
    expect(changed.check().code).toBe(0);
    const { code, said } = changed.check('--manifeste', manifest);
    expect(said).toMatch(/manifeste\.json : n’est pas celui que vous avez noté/);
    expect(code).toBe(1);
  });

  it('knows seals that are not those that left the system', () => {
    const kept = `${seals}.autres`;
    writeFileSync(kept, `${JSON.stringify({ n: Number(firstSeal()), root: 'ab'.repeat(32) })}\n`);
    const { code, said } = archive.check('--scelles', kept);
    expect(said).toMatch(/scellé n° \d+ : n’est pas celui que vous avez gardé hors du système/);
    expect(code).toBe(1);
  });

  it('is read by hand as LISEZMOI.txt says', () => {
    expect(archive.text('LISEZMOI.txt')).toContain('sha256sum -c SHA256SUMS');
    const [first, second] = archive.text(thread()).split('\n');
    expect(chain('00'.repeat(32), first?.split(' ').slice(2).join(' ') ?? '')).toBe(first?.split(' ')[1]);
    expect(chain(first?.split(' ')[1] ?? '', second?.split(' ').slice(2).join(' ') ?? '')).toBe(second?.split(' ')[1]);
  });
});

describe('what the store holds', () => {
  it('is missed by the check when the store has lost it', async () => {
    const lost = await lists.journey.document(other.id, { sha: 'ef'.repeat(32) });
    const unpacked = await unpack((await take(auditor, other.id)).zip);
    expect(unpacked.paths()).not.toContain(`pieces/${lost}-piece.pdf`);
    expect(unpacked.check().said).toContain(`pieces/${lost}-piece.pdf : est absent de l’archive`);
  });

  it('is named by the check when it is not of its size', async () => {
    const id = await lists.journey.document(other.id, { sha: 'aa'.repeat(32) });
    const files = app().get(Files);
    const path = join(files.root, files.relativePath('aa'.repeat(32)));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'court');
    const unpacked = await unpack((await take(auditor, other.id)).zip);
    expect(unpacked.check().said).toContain(`pieces/${id}-piece.pdf : a changé : 5 octets au lieu de 1000`);
  });

  it('is streamed, in a memory that does not grow with a great piece', async () => {
    const bytes = 200 * 1024 * 1024;
    const files = app().get(Files);
    const great = join(files.root, files.relativePath('cd'.repeat(32)));
    mkdirSync(dirname(great), { recursive: true });
    writeFileSync(great, '');
    truncateSync(great, bytes);
    const document = await lists.journey.document(other.id, { sha: 'cd'.repeat(32) });
    await lists.journey.judge.query('update candidacies.document set size_bytes = $2 where id = $1', [document, bytes]);
    const address = new URL(`/api/candidacies/${other.id}/export`, lists.journey.server.url);
    const headers = { authorization: `Bearer ${auditor.seat.token}` };
    const answer = await new Promise<IncomingMessage>((resolve, reject) =>
      get(address, { headers }, resolve).on('error', reject),
    );
    const start = process.memoryUsage.rss();
    let most = start;
    let read = 0;
    for await (const chunk of answer) {
      read += (chunk as Buffer).length;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(read).toBe(Number(answer.headers['content-length']));
    expect(read).toBeGreaterThan(bytes);
    // Server and client are this very process.
    expect(most - start).toBeLessThan(100 * 1024 * 1024);
  });
});
