import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../../../../../test/support/browser-session.js';
import { ALES, CaseJourney } from '../../../../../test/support/case-journey.js';
import { pdf } from '../../../../../test/support/contents.js';
import { Surfer, type HtmlPage } from '../../../../../test/support/pages.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import { startServer, type TestServer } from '../../../../../test/support/server.js';

let journey: CaseJourney;
let server: TestServer;
let folder: string;
let seat: TestSeat;
let id: string;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  folder = mkdtempSync(join(tmpdir(), 'rebond-kept-'));
  const { database, clock } = journey;
  server = await startServer({ database, clock, variables: { FILES_DIR: folder } });
  const { rows } = await journey.judge.query<{ id: TestSeat['organisationId'] }>(
    'select id from identity.organisation where siren = $1',
    [ALES],
  );
  ({ seat } = await journey.seat({ role: 'epci_member', ...(rows[0] ? { organisationId: rows[0].id } : {}) }));
  id = await journey.draft();
});
afterAll(async () => {
  await server.stop();
  await journey.end();
  rmSync(folder, { recursive: true, force: true });
});

const url = () => `/candidatures/${id}/messages`;
const staged = (): string[] => (existsSync(join(folder, 'staging')) ? readdirSync(join(folder, 'staging')) : []);
const signedIn = async (): Promise<Surfer> => new Surfer(server.url, await openSession(server, seat));
const plan = () => new File([new Uint8Array(pdf(2_000))], 'plan.pdf', { type: 'application/pdf' });

/** Writes a message with a file, and lets the session end before sending it. */
async function tooLate(text: string): Promise<{ surfer: Surfer; answer: HtmlPage }> {
  const surfer = await signedIn();
  const page = await surfer.get(url());
  journey.clock.advance({ minutes: 61 });
  const answer = await surfer.submit(page, { action: url(), field: 'text' }, { text }, { files: plan() });
  return { surfer, answer };
}

/** The same browser, signed in anew. */
async function again(surfer: Surfer): Promise<HtmlPage> {
  const { token } = await openSession(server, seat);
  surfer.keepSession(token);
  return surfer.get('/reprise');
}

const messages = async (text: string) =>
  (
    await journey.judge.query<{ filename: string | null }>(
      `select f.filename from candidacies.message m left join candidacies.message_file f on f.message_id = m.id
        where m.body = $1`,
      [text],
    )
  ).rows;

describe('a form with files that is sent when the session has ended', () => {
  it('is kept with them, and sent whole from there', async () => {
    const { surfer, answer } = await tooLate('Voici le plan.');
    expect(answer.url).toBe('/connexion?retour=/reprise');
    expect(await messages('Voici le plan.')).toEqual([]);
    const offered = await again(surfer);
    expect(offered.text).toContain('Ce fichier est gardé');
    expect(offered.text).toContain('plan.pdf');
    const done = await surfer.submit(offered, { action: url() });
    expect(done.url).toBe(url());
    expect(await messages('Voici le plan.')).toEqual([{ filename: 'plan.pdf' }]);
    // The copy for another try waits for the sweep; the one that was sent is gone.
    expect(staged()).toHaveLength(1);
  });

  it('leaves nothing on disk once it is given up', async () => {
    const { surfer } = await tooLate('Jamais envoyé.');
    const before = staged().length;
    await surfer.submit(await again(surfer), { action: '/reprise/abandon' });
    expect(staged()).toHaveLength(before - 1);
  });

  it('is not read when nobody had a session here', async () => {
    const before = staged();
    const stranger = new Surfer(server.url);
    const body = new FormData();
    body.append('text', 'Inconnu');
    body.append('files', plan());
    const answer = await fetch(new URL(url(), server.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie: 'rebond=inconnu' },
      body,
    });
    expect(answer.headers.get('location')).toBe('/connexion');
    expect(staged()).toEqual(before);
    expect((await stranger.get('/reprise')).url).toBe('/connexion?retour=%2Freprise');
  });

  it('says which files are to be chosen anew when too much of one person waits', async () => {
    await journey.judge.query(
      `update identity.kept_form set files = '[{"copy": "x", "filename": "x", "sizeBytes": 299999999}]', expires_at = $2
        where person_id = $1`,
      [seat.personId, journey.clock.now().add({ hours: 20 }).toString()],
    );
    const before = staged();
    const { surfer } = await tooLate('Trop.');
    const offered = await again(surfer);
    expect(offered.text).toContain('à choisir de nouveau après l’envoi : plan.pdf');
    expect(staged()).toEqual(before);
    await surfer.submit(offered, { action: url() });
    expect(await messages('Trop.')).toEqual([{ filename: null }]);
  });
});
