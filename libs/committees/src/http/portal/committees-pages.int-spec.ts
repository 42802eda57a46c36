import { setTimeout as pause } from 'node:timers/promises';
import type { CandidacyId } from '@rebond/kernel';
import { openSession } from '../../../../../test/support/browser-session.js';
import { ALES, CaseJourney } from '../../../../../test/support/case-journey.js';
import { aCandidacy } from '../../../../../test/support/cases.js';
import { Surfer, type HtmlPage } from '../../../../../test/support/pages.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { SeatSpec } from '../../../../../test/support/seats.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

let journey: CaseJourney;
let worker: TestWorker;
let id: CandidacyId;
let officer: Surfer;
let lead: Surfer;

const url = (path = ''): string => `/candidatures/${id}/comites${path}`;
const plain = (page: HtmlPage): string => page.text.replaceAll(/[\u00a0\u202f]/g, ' ');
const first = async (as: Surfer): Promise<HtmlPage> => {
  const link = (await as.get(url())).links.find(({ href }) => href.startsWith(`${url()}/`));
  return as.get(link?.href ?? '');
};

async function surfer(spec: SeatSpec, basis?: 'lead'): Promise<Surfer> {
  const { seat } = await journey.seat(spec);
  if (basis)
    await journey.judge.query(
      `insert into identity.case_access (candidacy_id, organisation_id, basis, from_at) values ($1, $2, $3, $4)`,
      [id, seat.organisationId, basis, '2023-01-01T00:00:00Z'],
    );
  return new Surfer(journey.server.url, await openSession(journey.server, seat));
}

/** The worker plans committees once it knows of the engagement. */
async function planned(): Promise<void> {
  const end = performance.now() + 20_000;
  for (;;) {
    await worker.settled();
    const { rows } = await journey.judge.query('select 1 from committees.committee where candidacy_id = $1', [id]);
    if (rows.length > 0) return;
    if (performance.now() > end) throw new Error('No committee was planned');
    await pause(50);
  }
}

beforeAll(async () => {
  journey = await CaseJourney.begin();
  journey.clock.set('2023-06-01T10:00+02:00[Europe/Paris]');
  const found = await aCandidacy(journey.server, { waveId: journey.february.id, state: 'selected', lead: ALES });
  id = found.id;
  officer = await surfer({ role: 'bdt_officer' });
  lead = await surfer({ role: 'epci_lead' }, 'lead');
  worker = await startProductWorker({ database: journey.database, clock: journey.clock });
  const { seat } = await journey.seat({ role: 'consultancy' });
  await journey.office.post(
    `/api/candidacies/${id}/engagement`,
    { firms: [{ organisationId: seat.organisationId, personDays: 100 }], startsOn: '2023-06-01' },
    { ifMatch: found.version },
  );
  await planned();
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});

describe('les comités d’un dossier', () => {
  it('se lisent par le territoire, sans formulaire, avec leur fichier d’agenda', async () => {
    const page = await first(lead);
    expect(page.status).toBe(200);
    expect(page.forms.some((form) => form.action.includes('/comites/'))).toBe(false);
    const ics = page.links.find(({ href }) => href.endsWith('invitation.ics'))?.href ?? '';
    expect((await lead.get(ics)).html).toContain('BEGIN:VCALENDAR');
  });

  it('changent de date à l’heure du territoire', async () => {
    const past = await officer.submit(await first(officer), { action: /date$/ }, { day: '2023-05-01', time: '09:30' });
    expect([past.status, plain(past)]).toEqual([
      422,
      expect.stringContaining('Une réunion se fixe à une date à venir.'),
    ]);
    const none = await officer.submit(await first(officer), { action: /date$/ }, { day: '' });
    expect(none.status).toBe(422);
    const moved = await officer.submit(
      await first(officer),
      { action: /date$/ },
      { day: '2023-06-14', time: '09:30', place: 'Hôtel de ville' },
    );
    expect(plain(moved)).toContain('La date est fixée.');
    expect(plain(await first(lead))).toMatch(/14 juin 2023 à 09:30.*Hôtel de ville/);
  });

  it('se constatent avec leurs décisions, une par ligne', async () => {
    const before = await first(officer);
    const early = await officer.submit(before, { action: /tenue$/ }, { attendees: '12' });
    expect([early.status, plain(early)]).toEqual([422, expect.stringContaining("n'est constatée qu'une fois tenue")]);
    journey.clock.set('2023-06-14T12:00+02:00[Europe/Paris]');
    officer = await surfer({ role: 'bdt_officer' });
    const held = await officer.submit(
      await first(officer),
      { action: /tenue$/ },
      { attendees: '12', decisions: 'Lancer la mission.\nRencontrer quarante entreprises.' },
    );
    expect(plain(held)).toMatch(/Tenu.*12 personnes.*Lancer la mission\. Rencontrer quarante entreprises\./);
    expect(held.forms.some((form) => form.action.includes('/comites/'))).toBe(false);
  });
});
