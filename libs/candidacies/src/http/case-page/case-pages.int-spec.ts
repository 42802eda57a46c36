import { CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import { openSession } from '../../../../../test/support/browser-session.js';
import { Surfer } from '../../../../../test/support/pages.js';
import type { Api } from '../../../../../test/support/api.js';
import type { TestSeat } from '../../../../../test/support/seats.js';

type Person = Api & { seat: TestSeat; browser: Surfer };

let journey: CaseJourney;
let lead: Person;
let member: Person;
let officer: Person;
let auditor: Person;
let other: Person;

const LEAD = '200093201' as typeof CAMBRAI;

async function person(spec: Parameters<CaseJourney['seat']>[0]): Promise<Person> {
  const client = await journey.seat(spec);
  return { ...client, browser: new Surfer(journey.server.url, await openSession(journey.server, client.seat)) };
}

const page = (id: string, ...parts: string[]) => ['/candidatures', id, ...parts].join('/');
const version = async (as: Api, id: string) => (await as.get(`/api/candidacies/${id}`)).body.version as number;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  // A session does not outlive an hour: the clock stands where deposits are made.
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  lead = await person({
    role: 'epci_lead',
    organisation: { siren: LEAD, name: 'Agglo chef de file' },
    title: 'Cheffe de projet',
  });
  member = await person({ role: 'epci_member', organisationId: lead.seat.organisationId });
  officer = await person({ role: 'bdt_officer', title: 'Chargé d’instruction' });
  auditor = await person({ role: 'auditor' });
  other = await person({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
});
afterAll(() => journey.end());

describe('the first page of a case', () => {
  it('of a draft: says to whom it is to act, until when, and offers to fill it in', async () => {
    const id = await journey.draft(lead, LEAD);
    const first = await lead.browser.get(page(id));
    expect([first.status, first.heading]).toEqual([200, expect.stringMatching(/Vue d’ensemble$/)]);
    expect(first.text).toContain('À qui d’agir : le territoire');
    expect(first.text).toMatch(/Au plus tard le 1er février 2023 à 12:00/);
    expect(first.links.map(({ href }) => href)).toEqual(
      expect.arrayContaining([page(id, 'formulaire'), page(id, 'depot'), page(id, 'approbation')]),
    );
    expect((await member.browser.get(page(id))).text).not.toContain('Vérifier et déposer');
    for (const stranger of [officer, auditor, other]) expect((await stranger.browser.get(page(id))).status).toBe(404);
    await journey.judge.query(`update candidacies.candidacy set state = 'expired' where id = $1`, [id]);
  });

  describe('of a deposited case', () => {
    let id: string;
    beforeAll(async () => {
      id = await journey.deposited(lead, LEAD);
    });

    it('shows each reader the same facts, and what that reader may do', async () => {
      const offers = async (as: Person) => {
        const shown = await as.browser.get(page(id));
        expect(shown.status).toBe(200);
        expect(shown.text).toMatch(/RB-2023-\d{6}\/1/);
        expect(shown.text).toContain('rejetée le 20 septembre 2023 à 24:00');
        return ['retrait', 'pieces', 'instruction', 'cloture', 'abandon'].filter((part) =>
          shown.links.some(({ href }) => href === page(id, part)),
        );
      };
      expect(await offers(lead)).toEqual(['retrait', 'pieces']);
      expect(await offers(member)).toEqual(['pieces']);
      expect(await offers(officer)).toContain('instruction');
      expect(await offers(auditor)).not.toContain('retrait');
      expect((await other.browser.get(page(id))).status).toBe(404);
    });

    it('has one heading, a title of its own and the tabs of the reader', async () => {
      const shown = await lead.browser.get(page(id, 'suivi'));
      expect(shown.html.match(/<h1/g)).toHaveLength(1);
      expect(shown.title).toMatch(/^Suivi – .* – Rebond$/);
      expect(shown.links.map(({ href }) => href)).toEqual(expect.arrayContaining([page(id), page(id, 'messages')]));
    });

    it('tells the timeline in sentences', async () => {
      const { text } = await officer.browser.get(page(id, 'suivi'));
      expect(text).toMatch(/Dépôt du dossier, reçu le 20 janvier 2023/);
      expect(text).toContain('Territoire, chef de file');
      expect((await officer.browser.get(`${page(id, 'suivi')}?after=x`)).status).toBe(400);
    });

    it('owes a piece: given with its file, it leaves the list; a file of another kind is refused', async () => {
      const pieces = await lead.browser.get(page(id, 'pieces'));
      expect(pieces.text).toContain('Délibération');
      const form = { action: page(id, 'pieces', 'deliberation') };
      const wrong = await lead.browser.submit(pieces, form, {}, { file: new File(['du texte'], 'acte.pdf') });
      expect([wrong.status, wrong.text]).toEqual([415, expect.stringContaining('le contenu du fichier')]);
      const none = await lead.browser.submit(pieces, form);
      expect([none.status, none.text]).toEqual([422, expect.stringContaining('Choisissez le fichier')]);
      const pdf = new File(['%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], 'acte.pdf');
      const given = await member.browser.submit(await member.browser.get(page(id, 'pieces')), form, {}, { file: pdf });
      expect([given.status, given.text]).toEqual([200, expect.stringContaining('C’était la dernière')]);
      expect((await other.browser.get(page(id, 'pieces'))).status).toBe(404);
      expect((await officer.browser.get(page(id, 'pieces'))).status).toBe(403);
    });

    it('is asked for completion and answers; a refusal keeps what was typed and leads to the field', async () => {
      await officer.post(
        `/api/candidacies/${id}/completion-requests`,
        { fields: ['needs'], message: 'Précisez vos besoins.', days: 20 },
        { ifMatch: await version(officer, id) },
      );
      await journey.save(lead, id, { needs: null });
      const asked = await lead.browser.get(page(id, 'complements'));
      expect(asked.text).toContain('Précisez vos besoins.');
      const refused = await lead.browser.submit(asked, { button: 'Envoyer la réponse' }, { answer: 'Voici.' });
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('Voici.</textarea>');
      expect(refused.html).toMatch(new RegExp(`href="${page(id, 'formulaire')}/file#[^"]+"[^>]*>[^<]*« Besoins »`));
      await journey.save(lead, id, { needs: 'Détecter et accélérer' });
      const answered = await lead.browser.submit(refused, { button: 'Envoyer la réponse' });
      expect([answered.status, answered.text]).toEqual([200, expect.stringContaining('Le délai légal reprend')]);
      expect((await lead.browser.get(page(id))).text).toContain('Dossier complété');
      const differences = await officer.browser.get(`${page(id, 'differences')}?from=1&to=2`);
      expect(differences.text).toContain('Détecter des projets');
      expect(differences.text).toContain('Détecter et accélérer');
      expect((await lead.browser.get(page(id, 'differences'))).status).toBe(422);
    });

    it('is withdrawn on a page that says what it does; a page that has aged is told', async () => {
      const old = await lead.browser.get(page(id, 'retrait'));
      await journey.judge.query('update candidacies.candidacy set version = version + 1 where id = $1', [id]);
      const stale = await lead.browser.submit(old, { button: 'Retirer' }, { reason: 'Un autre appel.' });
      expect([stale.status, stale.html]).toEqual([409, expect.stringContaining('Un autre appel.</textarea>')]);
      const left = await lead.browser.submit(stale, { button: 'Retirer' });
      expect([left.status, left.text]).toEqual([200, expect.stringContaining('La candidature est retirée.')]);
      expect((await lead.browser.get(page(id, 'retrait'))).status).toBe(422);
      expect((await member.browser.get(page(id, 'retrait'))).status).toBe(403);
    });

    it('is taken up in a later wave, with its history', async () => {
      journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
      const fresh = await person({ role: 'epci_lead', organisationId: lead.seat.organisationId });
      const choice = await fresh.browser.get(page(id, 'reprise'));
      const draft = await fresh.browser.submit(choice, { button: 'Ouvrir' });
      expect(draft.status).toBe(200);
      expect(draft.text).toContain('Candidatures précédentes');
      const changed = await fresh.browser.get(`${draft.url.split('?')[0] ?? ''}/differences`);
      expect(changed.text).toContain('Aucune réponse n’a changé');
      const again = await fresh.browser.submit(choice, { button: 'Ouvrir' });
      expect(again.status).toBeGreaterThanOrEqual(200);
    });
  });

  it('of a laureate says so, and closes with a reason', async () => {
    const siren = '200044618' as typeof CAMBRAI;
    const douai = await person({ role: 'epci_lead', organisation: { siren } });
    const id = await journey.deposited(douai, siren);
    await journey.put(id, 'funded');
    expect((await douai.browser.get(page(id))).text).toContain('le territoire est lauréat');
    const director = await person({ role: 'programme_director' });
    const closing = await director.browser.get(page(id, 'cloture'));
    const closed = await director.browser.submit(closing, { button: 'Clore' }, { reason: 'Bilan positif.' });
    expect([closed.status, closed.text]).toEqual([200, expect.stringContaining('Le suivi est clos.')]);
    const late = await person({ role: 'bdt_officer' });
    expect((await late.browser.get(page(id, 'cloture'))).status).toBe(403);
  });
});
