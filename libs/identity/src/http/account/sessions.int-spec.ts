import { openSession, type BrowserSession } from '../../../../../test/support/browser-session.js';
import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import { Surfer } from '../../../../../test/support/pages.js';
import { Browser } from '../../../../../test/support/page-browser.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

let journey: CaseJourney;
let seat: TestSeat;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  ({ seat } = await journey.seat({ role: 'bdt_officer' }));
});
afterAll(() => journey.end());

async function browserOf(one: TestSeat): Promise<Browser> {
  const browser = new Browser(journey.server.url);
  browser.keep('rebond', (await openSession(journey.server, one)).token);
  return browser;
}

const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/compte')).status === 200;
const revoke = (seatId: string) => journey.office.post<{ ended: number }>(`/api/seats/${seatId}/sessions/revocation`);

describe('one’s own sessions', () => {
  it('are listed, and each ends at once when its person ends it', async () => {
    const [here, there] = [await browserOf(seat), await browserOf(seat)];
    const { text } = await here.get('/compte');
    const others = [...text.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(others).toHaveLength(1);
    const ended = await here.post('/compte/sessions/fin', { session: others[0] ?? '', _csrf: here.csrfIn(text) });
    expect(ended.headers.get('location')).toBe('/compte');
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });

  it('are not another’s to end', async () => {
    const { seat: other } = await journey.seat({ role: 'auditor' });
    const victim = await browserOf(other);
    const { rows } = await journey.judge.query<{ id: string }>(
      'select id from identity.session where person_id = $1 and ended_at is null',
      [other.personId],
    );
    const browser = await browserOf(seat);
    const _csrf = browser.csrfIn((await browser.get('/compte')).text);
    await browser.post('/compte/sessions/fin', { session: rows[0]?.id ?? '', _csrf });
    expect(await isIn(victim)).toBe(true);
  });
});

describe('the programme office signs a seat out', () => {
  it('everywhere and at once, and the journal says so', async () => {
    const browsers = [await browserOf(seat), await browserOf(seat)];
    const { status, body } = await revoke(seat.seatId);
    expect([status, body.ended]).toEqual([201, expect.any(Number)]);
    for (const browser of browsers)
      expect((await browser.get('/compte')).headers.get('location')).toBe('/connexion?retour=%2Fcompte');
    const { rows } = await journey.judge.query(
      `select person_id is not null as is_signed from platform.audit_entry where action = 'seat.signed-out'`,
    );
    expect(rows).toEqual([{ is_signed: true }]);
  });

  it('in the middle of an upload: its next bytes are refused, and the seat signs in again and goes on', async () => {
    const lead = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
    const documents = `/api/candidacies/${await journey.draft(lead, CAMBRAI)}/documents`;
    const send = ({ cookie, csrf }: BrowserSession, method: string, path: string, offset: number, bytes?: string) =>
      fetch(new URL(path, journey.server.url), {
        method,
        body: bytes ?? null,
        headers: {
          cookie,
          'x-csrf-token': csrf,
          'tus-resumable': '1.0.0',
          ...(method === 'POST'
            ? { 'upload-length': '10', 'upload-metadata': `field ${btoa('letter')},filename ${btoa('lettre.pdf')}` }
            : { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }),
        },
      });
    const session = await openSession(journey.server, lead.seat);
    const upload = (await send(session, 'POST', documents, 0)).headers.get('location') ?? '';
    expect((await send(session, 'PATCH', upload, 0, '%PDF-')).headers.get('upload-offset')).toBe('5');
    await revoke(lead.seat.seatId);
    expect((await send(session, 'PATCH', upload, 5, '1.4 x')).status).toBe(401);
    expect((await send(session, 'HEAD', upload, 5)).status).toBe(401);
    const again = await openSession(journey.server, lead.seat);
    expect((await send(again, 'HEAD', upload, 5)).headers.get('upload-offset')).toBe('5');
  });

  it('from its page, after a confirmation that says whose and how many: the seat’s, or one person’s everywhere', async () => {
    const { seat: director } = await journey.seat({ role: 'programme_director' });
    const office = new Surfer(journey.server.url, await openSession(journey.server, director));
    const { seat: one } = await journey.seat({ role: 'auditor' });
    const browsers = [await browserOf(one), await browserOf(one)];
    const page = await office.get(`/programme/fonctions/${one.seatId}`);
    const asked = await office.get(page.links.find(({ href }) => href.endsWith('/sessions'))?.href ?? '');
    expect(asked.text).toContain('(2 ouvertes)');
    const nobody = await office.submit(asked, { button: 'Fermer ces sessions' }, { of: director.personId });
    expect([nobody.status, nobody.text]).toEqual([422, expect.stringContaining('une personne qui y siège')]);
    expect(await isIn(browsers[0] as Browser)).toBe(true);
    const ended = await office.submit(asked, { button: 'Fermer ces sessions' });
    expect(ended.text).toContain('2 sessions sont fermées.');
    for (const browser of browsers) expect(await isIn(browser)).toBe(false);
    const again = await browserOf(one);
    await office.submit(await office.get(asked.url), { button: 'Fermer ces sessions' }, { of: one.personId });
    expect(await isIn(again)).toBe(false);
    const { rows } = await journey.judge.query(
      `select canonical::jsonb->'facts' as facts, person_id from platform.audit_entry where action = 'person.signed-out'`,
    );
    expect(rows).toEqual([{ facts: { person: one.personId, ended: 1 }, person_id: director.personId }]);
  });

  it('of its own programme alone: no other role may', async () => {
    expect((await journey.ales.post(`/api/seats/${seat.seatId}/sessions/revocation`)).status).toBe(403);
  });
});
