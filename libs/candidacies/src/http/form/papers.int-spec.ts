import { openSession } from '../../../../../test/support/browser-session.js';
import { api } from '../../../../../test/support/api.js';
import { FormJourney, type Draft } from '../../../../../test/support/form-journey.js';
import { describePoppler, expectReadable } from '../../../../../test/support/poppler.js';
import { seatOf } from '../../../../../test/support/seats.js';

let journey: FormJourney;
let draft: Draft;
let cookie: string;

beforeAll(async () => {
  journey = await FormJourney.begin();
  const lead = journey.nextSiren();
  const seat = await seatOf(journey.database, { role: 'epci_lead', organisation: { siren: lead } });
  draft = await journey.startedBy(api(journey.server.url, seat.token), seat.token, lead);
  await journey.fill(draft);
  cookie = (await openSession(journey.server, seat)).cookie;
});
afterAll(() => journey.end());

async function paper(name: string): Promise<Buffer> {
  const answer = await fetch(new URL(`/candidatures/${draft.id}/${name}`, journey.server.url), { headers: { cookie } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.pdf"$/);
  return Buffer.from(await answer.arrayBuffer());
}

it.each(['projet-de-deliberation.pdf', 'dossier.pdf'])(
  '%s is a tagged PDF in French, made of what is answered',
  async (name) => {
    const text = (await paper(name)).toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('/Lang (fr-FR)');
  },
);

it('the receipt is one of a deposit, the same each time', async () => {
  const receipt = () =>
    fetch(new URL(`/candidatures/${draft.id}/depot/recepisse.pdf`, journey.server.url), { headers: { cookie } });
  expect((await receipt()).status).toBe(404);
  expect((await journey.deposit(draft)).status).toBe(201);
  const first = await paper('depot/recepisse.pdf');
  expect((await paper('depot/recepisse.pdf?n=1')).equals(first)).toBe(true);
});

it('what a person typed is text, never a part of the layout', async () => {
  const tricky = '#panic("non") $x$ *gras* "; #import "/etc/passwd" \\ @ref <label> // rien';
  await journey.save(draft, { territoryName: tricky, mutations: `${tricky}\n\n${tricky}\n${tricky}` });
  expect((await paper('dossier.pdf')).length).toBeGreaterThan(1000);
});

it('there is one for each member of the perimeter, and none for another', async () => {
  const at = (siren: string) =>
    fetch(new URL(`/candidatures/${draft.id}/projet-de-deliberation.pdf?siren=${siren}`, journey.server.url), {
      headers: { cookie },
    });
  expect((await at(draft.lead)).status).toBe(200);
  expect((await at('200066918')).status).toBe(404);
});

describePoppler('Another reader of PDF finds', (read) => {
  it.each([
    ['projet-de-deliberation.pdf', /^Projet de délibération/, ['Membres en exercice', 'Article 1']],
    ['dossier.pdf', /^Dossier de candidature/, ['Périmètre']],
    [
      'depot/recepisse.pdf',
      /^Accusé de réception n° /,
      [
        'Accusé de réception',
        'Reçue le',
        'Pièces restant dues',
        'ne vaut jamais acceptation',
        'dans les deux mois',
        'R112-5',
      ],
    ],
  ] as const)('%s tagged, in French, with its title and its text', async (name, title, sentences) => {
    expectReadable(read(name.replace('/', '-').replace('.pdf', ''), await paper(name)), title, sentences);
  });
});
