import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openSession } from '../../../../../test/support/browser-session.js';
import { api } from '../../../../../test/support/api.js';
import { FormJourney, type Draft } from '../../../../../test/support/form-journey.js';
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
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { PAPERS_DIR } = process.env;
  if (PAPERS_DIR !== undefined) {
    mkdirSync(PAPERS_DIR, { recursive: true });
    writeFileSync(join(PAPERS_DIR, name.split('?')[0] ?? name), bytes);
  }
  return bytes;
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
