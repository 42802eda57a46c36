import { describeInBrowser } from './support/chromium.js';
import { Portal, type Person } from './support/portal.js';

const FIRST_VIEW_BYTES = 150_000;
const EPCI = '200068500';

describeInBrowser('the main pages', () => {
  let portal: Portal;
  let lead: Person;
  let officer: Person;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.begin('pages');
    lead = await portal.lead(EPCI);
    id = await portal.deposited(lead, EPCI);
    officer = await portal.person({ role: 'bdt_officer' });
  });
  afterAll(() => portal.end());

  it.each(['anyone', 'territory', 'officer'] as const)(
    'of %s come in less than 150 KB each, without images',
    async (who) => {
      const { session, paths } = {
        anyone: {
          session: null,
          paths: ['/', '/releves', `/releves/${portal.journey.february.id}`, '/questions', '/connexion', '/demo'],
        },
        territory: {
          session: lead.session,
          paths: ['/candidatures', `/candidatures/${id}`, `/candidatures/${id}/formulaire/file`],
        },
        officer: {
          session: officer.session,
          paths: ['/dossiers', `/candidatures/${id}/instruction`, `/candidatures/${id}/projets`],
        },
      }[who];
      const screen = await portal.browsing.open(session ? { session } : {});
      const heavy: string[] = [];
      for (const path of paths) {
        const bytes = await screen.firstView(path, 'networkidle');
        if (bytes > FIRST_VIEW_BYTES) heavy.push(`${path}: ${bytes} bytes`);
      }
      expect(heavy).toEqual([]);
      expect(await screen.told()).toEqual([]);
    },
  );

  it.each(['receipt', 'case', 'worklist'] as const)(
    'the %s is printed whole, without what belongs to a screen',
    async (what) => {
      const { screen } = what === 'receipt' ? lead : officer;
      const path = {
        receipt: `/candidatures/${id}/depot/recepisse`,
        case: `/candidatures/${id}`,
        worklist: '/dossiers',
      };
      await screen.goto(path[what]);
      expect(await screen.lostOnPaper(what)).toEqual([]);
      expect(await screen.told()).toEqual([]);
    },
  );
});
