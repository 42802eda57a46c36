import type { Api } from '../../../../../test/support/api.js';
import { CaseJourney } from '../../../../../test/support/case-journey.js';
import { Surfer, type HtmlPage } from '../../../../../test/support/pages.js';
import { startProductWorker } from '../../../../../test/support/product-worker.js';
import type { TestSeat } from '../../../../../test/support/seats.js';
import type { TestWorker } from '../../../../../test/support/worker.js';

const ADVISER = 'cci@test.example';

let journey: CaseJourney;
let worker: TestWorker;
let officer: Api & { seat: TestSeat };
let prefecture: Api & { seat: TestSeat };
let id: string;

beforeAll(async () => {
  journey = await CaseJourney.begin();
  worker = await startProductWorker({ database: journey.database, clock: journey.clock });
  officer = await journey.seat({ role: 'bdt_officer' });
  prefecture = await journey.seat({ role: 'sub_prefect', organisation: { departement: '30' } });
  id = await journey.deposited();
  await worker.settled();
  worker.inbox.clear();
});
afterAll(async () => {
  await worker.stop();
  await journey.end();
});

const linkIn = (text: string): string => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '').pathname;

describe('who is asked for an opinion', () => {
  it('is written to: the people of the préfecture, with the question and the date', async () => {
    expect((await officer.post(`/api/candidacies/${id}/opinions`, {})).status).toBe(201);
    await worker.settled();
    const [mail] = worker.inbox.to(prefecture.seat.email);
    expect(mail?.text.replaceAll(/\s+/g, ' ')).toContain('répond-elle aux difficultés du territoire');
    expect(linkIn(mail?.text ?? '')).toBe(`/candidatures/${id}`);
  });

  describe('without an account', () => {
    let surfer: Surfer;
    let page: HtmlPage;

    beforeAll(async () => {
      await officer.post(`/api/candidacies/${id}/opinions/advisers`, {
        opinion: 'stateServices',
        name: 'Conseillère de la CCI',
        address: ADVISER,
      });
      await worker.settled();
      surfer = new Surfer(journey.server.url);
      page = await surfer.get(linkIn(worker.inbox.to(ADVISER)[0]?.text ?? ''));
    });

    it('sees the question and the summary of the file, and nothing else of it', async () => {
      expect(page.status).toBe(200);
      expect(page.text).toContain('Quelles entreprises et quelles filières suivre');
      expect(page.text).toContain('CA Alès Agglomération');
      // A short text of the form may hold a name: it is not part of the summary.
      expect(page.text).not.toContain('Détecter des projets');
      expect((await surfer.get(`/candidatures/${id}/avis`)).url).toContain('/connexion');
    });

    it('gives it once', async () => {
      const refused = await surfer.submit(page, { button: 'Rendre' }, { stance: 'unfavourable' });
      expect(refused.status).toBe(422);
      const given = await surfer.submit(refused, { button: 'Rendre' }, { stance: 'favourable', text: 'Très bien' });
      expect(given.text).toContain('votre avis est enregistré');
      const { body } = await officer.get(`/api/candidacies/${id}/opinions`);
      expect(body).toMatchObject({
        items: expect.arrayContaining([
          expect.objectContaining({ stance: 'favourable', text: 'Très bien', signed: 'Conseillère de la CCI' }),
        ]),
      });
      const again = await surfer.get(page.url);
      expect(again.text).toContain('a déjà servi');
      expect(again.forms.some(({ buttons }) => buttons.some(({ label }) => label.includes('Rendre')))).toBe(false);
    });

    it('is named in the journal, by the person whom the link was sent to', async () => {
      const { rows } = await journey.judge.query<{ person_id: string; seat_id: string | null }>(
        `select person_id, seat_id from platform.audit_entry where action = 'opinion.given' and candidacy_id = $1`,
        [id],
      );
      expect(rows).toEqual([{ person_id: expect.any(String), seat_id: null }]);
    });
  });
});
