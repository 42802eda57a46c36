import { randomUUID } from 'node:crypto';

import { pdf } from '../../../../../test/support/contents.js';
import { FormJourney, type Draft } from '../../../../../test/support/form-journey.js';

let journey: FormJourney;
let draft: Draft;

beforeAll(async () => {
  journey = await FormJourney.begin();
});
afterAll(() => journey.end());
beforeEach(async () => {
  journey.toBeforeCutoff();
  draft = await journey.started();
});

async function uploaded(field: string): Promise<string> {
  const { headers } = await journey.announce(draft, `${field}.pdf`, field, pdf(300));
  return headers.get('rebond-document') ?? '';
}
const put = (place: string, documentId: string, verb = 'attachments') =>
  draft.as.post(`${draft.path}/${verb}`, { place, documentId });
const answer = async (key: string) =>
  (await draft.as.get<{ document: Record<string, unknown> }>(`${draft.path}/answers`)).body.document[key];

describe('documents in the answers', () => {
  it('replace the one before where the field takes one', async () => {
    const [first, second] = [await uploaded('commitmentLetter'), await uploaded('commitmentLetter')];
    expect((await put('commitmentLetter', first)).body).toMatchObject({ version: 1, documents: [first] });
    expect((await put('commitmentLetter', second)).body).toMatchObject({ version: 2, documents: [second] });
    expect(await answer('commitmentLetter')).toEqual([second]);
  });

  it('of two people at once are both kept', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => uploaded('companyLetters')));
    const all = await Promise.all(ids.map((id) => put('companyLetters', id)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await answer('companyLetters')) as string[]).toHaveLength(3);
    expect((await put('companyLetters', ids[0] ?? '', 'attachments/removal')).body.documents).toHaveLength(2);
  });

  it('are counted: one more than the field takes is refused', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => uploaded('contextStudy')));
    for (const id of ids.slice(0, 3)) expect((await put('contextStudy', id)).status).toBe(200);
    expect((await put('contextStudy', ids[3] ?? '')).body).toMatchObject({ status: 422, code: 'too-many-files' });
  });

  it('have a place for each EPCI that owes one', async () => {
    const id = await uploaded('deliberation');
    expect((await put('deliberation', id)).status).toBe(404);
    expect((await put(`deliberation/${draft.lead}`, id)).status).toBe(200);
    expect(await answer('deliberation')).toEqual({ [draft.lead]: [id] });
    await put(`deliberation/${draft.lead}`, id, 'attachments/removal');
    expect(await answer('deliberation')).toBeUndefined();
  });

  it.each(['territoryName', 'absent', 'knownProjects/x/projectTitle', 'commitmentLetter/200066918', ''])(
    'have no place at « %s »',
    async (place) => {
      expect((await put(place, await uploaded('commitmentLetter'))).status).toBe(404);
    },
  );

  it('are those of the case, and wait for nobody once the draft has expired', async () => {
    const id = await uploaded('commitmentLetter');
    expect((await put('commitmentLetter', randomUUID())).status).toBe(404);
    await journey.rows(`update candidacies.candidacy set state = 'expired' where id = $1`, [draft.id]);
    expect((await put('commitmentLetter', id)).body).toMatchObject({ status: 422, code: 'answers-frozen' });
  });
});
