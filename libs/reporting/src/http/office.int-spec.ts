import { createHash, randomUUID } from 'node:crypto';
import { ALES, CaseJourney } from '../../../../test/support/case-journey.js';
import { openSession } from '../../../../test/support/browser-session.js';
import { Surfer } from '../../../../test/support/pages.js';

let journey: CaseJourney;
let anyone: Surfer;
let office: Surfer;
let auditor: Surfer;
let laureate: string;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  laureate = await journey.deposited();
  anyone = new Surfer(journey.server.url);
  const surferOf = async (role: 'programme_director' | 'auditor') => {
    const { seat } = await journey.seat({ role });
    return new Surfer(journey.server.url, await openSession(journey.server, seat));
  };
  [office, auditor] = [await surferOf('programme_director'), await surferOf('auditor')];
});
afterAll(() => journey.end());

/** An outage whose dates can be read, but of another age. */
const OUTAGE = {
  outageFromDate: '0023-02-01',
  outageFromTime: '09:00',
  outageToDate: '2023-02-01',
  outageToTime: '13:00',
};

describe('a laureate', () => {
  const wave = () => journey.february.id;
  const tellsOf = async (path: string): Promise<boolean> => (await anyone.get(path)).text.includes('Alès');

  it('is nobody’s to know before it is announced, selected or not', async () => {
    await journey.put(laureate, 'selected');
    for (const path of ['/', '/laureats', `/laureats/${wave()}`]) expect(await tellsOf(path)).toBe(false);
    expect((await anyone.get(`/laureats/${wave()}`)).text).toContain('ne sont pas encore annoncés');
  });

  it('is everyone’s from its announcement on', async () => {
    const page = await office.get(`/programme/releves/${wave()}`);
    expect(page.text).toContain('Alès');
    const announced = await office.submit(page, { button: 'Annoncer' });
    expect(announced).toMatchObject({ status: 200, url: `/laureats/${wave()}` });
    expect(await tellsOf('/laureats')).toBe(true);
    expect(await tellsOf(`/laureats/${wave()}`)).toBe(true);
    expect((await anyone.get('/')).text).toContain('Les lauréats en chiffres');
  });

  it('is announced once', async () => {
    const page = await office.get(`/programme/releves/${wave()}`);
    expect(page.text).toContain('Aucun lauréat n’attend d’être annoncé.');
  });
});

describe('the programme office', () => {
  it('keeps what was typed of a wave that cannot be', async () => {
    const page = await office.get('/programme/releves');
    expect(page.text).toContain('Le rythme de l’appel propose : 1er octobre 2023');
    const refused = await office.submit(
      page,
      { button: 'Ouvrir' },
      { opensDate: '2023-10-01', cutoffDate: '2023-09-01', cutoffTime: '11:00' },
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("La clôture doit suivre l'ouverture.");
    expect(refused.html).toContain('value="2023-09-01"');
  });

  it('opens the wave that the rhythm proposes, at once on the public page', async () => {
    const opened = await office.submit(await office.get('/programme/releves'), { button: 'Ouvrir' });
    expect(opened.text).toContain('La relève du 1er octobre 2023 est ouverte.');
    expect((await anyone.get('/releves')).text).toContain('Relève du 1er octobre 2023');
  });

  it('is told the faults of a definition by line, with the text kept', async () => {
    const page = await office.get('/programme/appels');
    const refused = await office.submit(
      page,
      { button: 'Vérifier' },
      { source: 'slug: essai\ntitle: Essai\nautre: 1' },
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/definition\.yaml:3:\d+/);
    expect(refused.html).toContain('slug: essai');
  });

  it('sees every field of a definition as a territory would', async () => {
    const { text } = await office.get('/programme/appels/rebond-industriel/1');
    for (const told of ['Besoins', 'lignes répétées', 'Jours', 'Critères et poids'])
      expect(text.toLowerCase()).toContain(told.toLowerCase());
  });

  it('counts the cases that are there', async () => {
    const { rows } = await journey.judge.query<{ state: string; n: number }>(
      'select state, count(*)::int as n from candidacies.candidacy where shared group by state',
    );
    const { text } = await office.get('/programme/tableau-de-bord');
    expect(rows).toEqual([{ state: 'selected', n: 1 }]);
    expect(text).toContain('Lauréate 1');
    expect(text).toContain('Occitanie 1');
  });

  it('invites, hands over and ends a seat', async () => {
    const page = await office.get('/programme/fonctions');
    const { rows } = await journey.judge.query<{ id: string }>(
      `select id from identity.organisation where kind = 'epci' limit 1`,
    );
    const typed = {
      organisationId: rows[0]?.id ?? '',
      role: 'epci_member',
      title: 'Cheffe de projet',
      name: 'Camille Essai',
    };
    const refused = await office.submit(
      page,
      { action: '/programme/fonctions', button: 'inviter' },
      { ...typed, email: 'camille' },
    );
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('value="Camille Essai"');
    const invited = await office.submit(
      page,
      { action: '/programme/fonctions', button: 'inviter' },
      { ...typed, email: 'camille@test.example' },
    );
    expect(invited.text).toContain('La personne est invitée.');
    const seat = invited.links.find(({ text }) => text === 'Cheffe de projet')?.href ?? '';
    const successor = { name: 'Dominique Essai', email: 'dominique@test.example' };
    const handed = await office.submit(await office.get(seat), { action: `${seat}/transmission` }, successor);
    expect(handed.text).toContain('Dominique Essai');
    const token = await office.submit(handed, { action: `${seat}/jetons` }, { label: 'Essai' });
    expect(token.text).toMatch(/rbd_[\w-]{20,}/);
    const ended = await office.submit(await office.get(seat), { action: `${seat}/fin` });
    expect(ended.text).toContain('vacante');
  });

  it('resends a mail as a new one, and never shows what a mail says', async () => {
    await journey.judge.query(
      `insert into platform.mail (id, message_id, kind, recipient, subject, text_body, created_at, next_attempt_at, sent_at, server_response)
       values ($1, '<un@test>', 'receipt', 'essai@test.example', 'Reçu', 'SECRET', $2, $2, $2, '250 OK')`,
      [randomUUID(), journey.clock.now().toString()],
    );
    const page = await office.get('/programme/courriels?recipient=essai%40');
    expect(page.text).toContain('accepté par le serveur');
    expect(page.text).toContain('250 OK');
    expect(page.html).not.toContain('SECRET');
    const resent = await office.submit(page, { button: 'Renvoyer' });
    expect(resent.text).toContain('remis dans la file');
    const { rows } = await journey.judge.query(
      `select message_id from platform.mail where recipient = 'essai@test.example'`,
    );
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(2);
  });
});

describe('a wave that is prolonged', () => {
  it('is told to all, drafts included; what cannot be read is refused where it was typed, and kept', async () => {
    await journey.draft(journey.ales, ALES, journey.june.id);
    const page = await office.get(`/programme/releves/${journey.june.id}`);
    expect(page.text).toContain('Un territoire sera prévenu');
    const typed = {
      cutoffDate: '2023-06-05',
      cutoffTime: '25:99',
      reason: 'Panne du portail',
      outageFromDate: '0023-02-01',
      outageFromTime: '9h',
      outageToDate: 'hier',
      outageDescription: 'Base injoignable',
    };
    const refused = await office.submit(page, { button: 'Prolonger' }, typed);
    expect(refused.status).toBe(422);
    for (const value of Object.values(typed)) expect(refused.html).toContain(value);
    expect(refused.text).toContain('Heure attendue : HH:MM, de 00:00 à 23:59.');
    expect(refused.text).toContain('Cette date est invalide');
    for (const field of ['cutoffTime', 'outageFromTime', 'outageToDate'])
      expect(refused.html).toMatch(new RegExp(`href="#champ-${field}"`));
    const old = await office.submit(page, { button: 'Prolonger' }, { ...typed, cutoffTime: '12:00', ...OUTAGE });
    expect([old.status, old.text]).toEqual([422, expect.stringContaining('Date attendue entre 1900 et 2999.')]);
    const good = { ...typed, cutoffTime: '12:00', ...OUTAGE, outageFromDate: '2023-02-01' };
    expect((await office.submit(page, { button: 'Prolonger' }, good)).text).toContain('La clôture est repoussée');
    const { rows } = await journey.judge.query(
      'select outage_description from calls.wave_prolongation where wave_id = $1',
      [journey.june.id],
    );
    expect(rows).toEqual([{ outage_description: 'Base injoignable' }]);
  });
});

describe('an auditor', () => {
  it('draws cases that anyone can draw again from the seed', async () => {
    const page = await auditor.get('/audit/tirages');
    const drawn = await auditor.submit(page, { button: 'Tirer' }, { size: '1', seed: 'graine' });
    expect(drawn.text).toContain('Refait à l’instant, le tirage donne les mêmes dossiers.');
    expect(drawn.text).toContain('Alès');
    const { rows } = await journey.judge.query<{ seat_id: string | null }>(
      `select seat_id from platform.audit_entry where action = 'audit.drawn'`,
    );
    expect(rows).toEqual([{ seat_id: expect.any(String) }]);
    const again = await auditor.submit(page, { button: 'Tirer' }, { size: 'beaucoup' });
    expect(again.status).toBe(422);
    expect(again.html).toContain('value="beaucoup"');
  });

  it('takes a draw away as a file, with what it takes to draw again; the journal says so', async () => {
    const page = await auditor.get('/audit/tirages');
    const { links } = await auditor.submit(page, { button: 'Tirer' }, { size: '1', seed: 'graine' });
    const hrefOf = (format: string) => links.find(({ href }) => href.endsWith(`/export.${format}`))?.href ?? '';
    const csv = await auditor.get(hrefOf('csv'));
    const [head, line] = csv.html.trimEnd().split('\r\n');
    expect(head).toMatch(/^Dossier;Identifiant;SIREN du chef de file;Récépissé;Relève;État;Déposé le;/);
    const rank = createHash('sha256').update(`graine\n${laureate}`).digest('hex');
    expect(line).toContain(`;${laureate};`);
    expect(line).toContain(`;${rank};`);
    expect(line).toMatch(/;graine;1;1$/);
    const json = JSON.parse((await auditor.get(hrefOf('json'))).html) as object;
    expect(json).toMatchObject({ draw: { seed: 'graine', size: 1, population: 1 }, cases: [{ id: laureate }] });
    const { rows } = await journey.judge.query<{ facts: object; person_id: string | null }>(
      `select person_id, canonical::jsonb->'facts' as facts from platform.audit_entry
        where action = 'draw.exported' order by seq`,
    );
    const taken = (format: string) => ({ draw: hrefOf('csv').split('/')[3], format, cases: 1 });
    expect(rows).toEqual([
      { person_id: expect.any(String), facts: taken('csv') },
      { person_id: expect.any(String), facts: taken('json') },
    ]);
  });

  it('reads the journal in words: acts, territories and people by their names, identifiers folded', async () => {
    const found = await auditor.get(`/audit?case=${laureate}`);
    expect(found.text).toContain('Dépôt');
    expect(found.text).toContain('CA Alès Agglomération');
    const { rows } = await journey.judge.query<{ name: string; organisation: string }>(
      `select p.name, o.name as organisation from platform.audit_entry e
         join identity.person p on p.id = e.person_id
         join identity.seat s on s.id = e.seat_id join identity.organisation o on o.id = s.organisation_id
        where e.candidacy_id = $1 and e.action = 'candidacy.deposited'`,
      [laureate],
    );
    const shown = found.html.slice(found.html.indexOf('<tbody>'));
    for (const text of [rows[0]?.name, rows[0]?.organisation]) expect(found.text).toContain(text);
    expect(shown.replaceAll(/(href|value)="[^"]*"/g, '')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    const entry = await auditor.get(found.links.find(({ href }) => href.startsWith('/audit/ecriture'))?.href ?? '');
    const plain = entry.html.replaceAll(/<details[^]*?<\/details>/g, '').replaceAll(/href="[^"]*"/g, '');
    expect(plain.slice(plain.indexOf('<main'), plain.indexOf('</main'))).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('finds an entry by its case, reads its hash, and verifies its stream', async () => {
    const found = await auditor.get(`/audit?case=${laureate}`);
    const entry = found.links.find(({ href }) => href.startsWith('/audit/ecriture'))?.href ?? '';
    const read = await auditor.get(entry);
    expect(read.text).toMatch(/[0-9a-f]{64}/);
    const verify = read.links.find(({ href }) => href.startsWith('/audit/verification'))?.href ?? '';
    expect((await auditor.get(verify)).text).toContain('Fil intact');
  });

  it('takes entries out as a file, which is itself an entry: who, when, under which filters', async () => {
    const csv = await auditor.get(`/audit/export.csv?case=${laureate}`);
    const lines = csv.html.trimEnd().split('\r\n').length - 1;
    expect(lines).toBeGreaterThan(1);
    const json = await auditor.get(`/audit/export.json?action=candidacy.deposited`);
    expect(JSON.parse(json.html)).toMatchObject({
      entries: [{ action: 'candidacy.deposited', candidacy_id: laureate }],
    });
    const told = async (action: string) =>
      (
        await journey.judge.query<{ person_id: string | null; facts: object }>(
          `select person_id, canonical::jsonb->'facts' as facts from platform.audit_entry where action = $1 order by seq`,
          [action],
        )
      ).rows;
    expect(await told('journal.exported')).toEqual([
      { person_id: expect.any(String), facts: { format: 'csv', filter: { case: laureate }, entries: lines } },
      {
        person_id: expect.any(String),
        facts: { format: 'json', filter: { action: 'candidacy.deposited' }, entries: 1 },
      },
    ]);
    await office.get('/dossiers/export.csv?late=non&q=Ales');
    expect(await told('worklist.exported')).toEqual([{ person_id: expect.any(String), facts: { filter: '' } }]);
  });

  it('is told where a stream was tampered with', async () => {
    await journey.judge.query(`alter table platform.audit_entry disable trigger append_only`);
    const { rows } = await journey.judge.query<{ stream: string }>(
      `update platform.audit_entry set canonical = replace(canonical, 'wave', 'vawe')
        where action = 'wave.opened' and seq = 1 and stream = 'wave:' || $1 returning stream`,
      [journey.june.id],
    );
    const { text } = await auditor.get(`/audit/verification?stream=${encodeURIComponent(rows[0]?.stream ?? '')}`);
    expect(text).toContain('Fil rompu');
  });

  it('changes nothing of the programme', async () => {
    expect((await auditor.get('/programme/releves')).status).toBe(403);
    expect((await auditor.get('/programme/tableau-de-bord')).status).toBe(200);
  });
});
