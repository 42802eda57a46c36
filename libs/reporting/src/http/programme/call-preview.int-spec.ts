import { openSession } from '../../../../../test/support/browser-session.js';
import { CaseJourney, shortDefinition } from '../../../../../test/support/case-journey.js';
import { formOf, Surfer } from '../../../../../test/support/pages.js';

const PUBLISHED = '/programme/appels/rebond-industriel/1';
const FORM = { id: 'apercu' };

let journey: CaseJourney;
let office: Surfer;

/** The same call, whose contact is asked of whoever has needs. */
const next = shortDefinition().replace(
  'label: Contact',
  'label: Contact\n        showIf:\n          field: needs\n          answered: true',
);
const versions = async () => (await journey.judge.query('select version from calls.definition')).rows.length;
const hides = (html: string, field: string) => new RegExp(`data-field="${field}"[^>]*\\shidden`).test(html);

beforeAll(async () => {
  journey = await CaseJourney.begin();
  const { seat } = await journey.seat({ role: 'programme_director' });
  office = new Surfer(journey.server.url, await openSession(journey.server, seat));
});
afterAll(() => journey.end());

describe('a published definition', () => {
  it('is seen as a territory sees it: parts, real fields, what the deposit would lack', async () => {
    const page = await office.get(PUBLISHED);
    expect(page.text).toMatch(/Le dossier .*À remplir/);
    expect(formOf(page, FORM).names).toEqual(expect.arrayContaining(['needs', 'contact']));
    expect(page.text).toContain('« Besoins » est à renseigner.');
    expect(page.text).toContain('Intercommunalité d’exemple');
    expect(page.text).toContain('Critères et poids');
  });

  it('answers what is typed without keeping it', async () => {
    const typed = await office.submit(await office.get(PUBLISHED), FORM, { needs: 'Détecter des projets' });
    expect(typed.html).toContain('value="Détecter des projets"');
    expect(typed.text).not.toContain('« Besoins » est à renseigner.');
    const withRow = await office.submit(typed, { ...FORM, button: 'Ajouter' });
    expect(formOf(withRow, FORM).names.some((name) => /^projects\[[\w-]{36}\]\[title\]$/.test(name))).toBe(true);
    const { rows } = await journey.judge.query('select 1 from candidacies.candidacy');
    expect(rows).toEqual([]);
  });
});

describe('a definition that is not published', () => {
  const given = async (source: string) =>
    office.submit(await office.get('/programme/appels'), { field: 'source' }, { source });

  it('is checked as the command line does, by line, and its text is kept', async () => {
    const refused = await given(next.replace('type: email', 'type: courriel'));
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/definition\.yaml:\d+:\d+ – .*type de champ inconnu/);
    expect(refused.html).toContain('courriel');
    const changed = await given(next.replace('type: email', 'type: yesNo'));
    expect(changed.text).toMatch(/definition\.yaml:\d+:\d+ – Le champ « contact » était de type « email »/);
  });

  it('is seen with its conditions, and nothing of it is stored before it is published', async () => {
    const trial = await given(next);
    expect(trial.text).toContain('ce sera la version 2');
    expect([hides(trial.html, 'needs'), hides(trial.html, 'contact')]).toEqual([false, true]);
    const typed = await office.submit(trial, FORM, { needs: 'Détecter' });
    expect(hides(typed.html, 'contact')).toBe(false);
    expect(await versions()).toBe(1);
    const published = await office.submit(typed, { button: 'Publier' });
    expect([published.url, await versions()]).toEqual(['/programme/appels/rebond-industriel/2', 2]);
  });

  it('may come as a file, and is told to be there already', async () => {
    const page = await office.get('/programme/appels');
    const upload = new File([next], 'appel.yaml');
    const same = await office.submit(page, { field: 'source' }, {}, { upload });
    expect(same.text).toContain('C’est déjà la version 2');
    const wrong = new File(['slug: essai\n'], 'appel.yaml');
    const refused = await office.submit(page, { field: 'source' }, {}, { upload: wrong });
    expect(refused.text).toMatch(/appel\.yaml:1:\d+/);
  });
});
