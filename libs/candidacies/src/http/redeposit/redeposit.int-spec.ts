import { ALES, CAMBRAI, CaseJourney } from '../../../../../test/support/case-journey.js';
import type { Api } from '../../../../../test/support/api.js';

const ROW = '01920000-0000-4000-8000-000000000001';

let journey: CaseJourney;
let office: Api;
let ales: Api;
let old: string;
let letter: string;
let draft: string;

const redeposit = (as: Api, id: string, waveId: string) => as.post(`/api/candidacies/${id}/redeposit`, { waveId });

beforeAll(async () => {
  journey = await CaseJourney.begin();
  ({ office, ales } = journey);
  journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
  old = await journey.draft();
  letter = await journey.document(old, { sha: 'cd'.repeat(32) });
  await journey.document(old, { sha: 'ef'.repeat(32) });
  await journey.save(ales, old, {
    needs: 'Détecter',
    letter: [letter],
    projects: [{ id: ROW, title: 'Un atelier' }],
  });
  await ales.post(`/api/candidacies/${old}/deposit`, undefined, { ifMatch: 1 });
});
afterAll(() => journey.end());

describe('a territory that was not selected tries again', () => {
  it('not while its candidacy is being judged', async () => {
    journey.clock.set('2023-02-10T10:00+01:00[Europe/Paris]');
    expect((await redeposit(ales, old, journey.june.id)).body).toMatchObject({
      status: 422,
      code: 'not-redepositable',
      detail: 'Une candidature déposée ne se redépose pas.',
    });
  });

  it('not from a waiting list, unless it was deferred', async () => {
    await journey.put(old, 'waitlisted');
    expect((await redeposit(ales, old, journey.june.id)).body).toMatchObject({ code: 'not-redepositable' });
  });

  it('not in its own wave, nor in an earlier one', async () => {
    await journey.put(old, 'rejected', { rejection: 'express' });
    expect((await redeposit(ales, old, journey.february.id)).body).toMatchObject({ code: 'wave-not-later' });
  });

  it('not by another: 404', async () => {
    const cambrai = await journey.seat({ role: 'epci_lead', organisation: { siren: CAMBRAI } });
    expect((await redeposit(cambrai, old, journey.june.id)).status).toBe(404);
  });

  it('in a later wave, from its old answers, with the documents that they name', async () => {
    const opened = await redeposit(ales, old, journey.june.id);
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ version: 1, previousId: old, waveId: journey.june.id, dropped: [] });
    draft = opened.body.id as string;
    const copy = (opened.body.documents as Record<string, string>)[letter];
    expect(Object.keys(opened.body.documents as object)).toEqual([letter]);
    expect((await ales.get(`/api/candidacies/${draft}/answers`)).body.document).toEqual({
      needs: 'Détecter',
      letter: [copy],
      projects: [{ id: ROW, title: 'Un atelier' }],
    });
    const { rows } = await journey.judge.query('select sha256, shared from candidacies.document where id = $1', [copy]);
    expect(rows).toEqual([{ sha256: 'cd'.repeat(32), shared: false }]);
    expect((await ales.get(`/api/candidacies/${draft}/completeness`)).body).toMatchObject({ ready: true });
  });

  it('once a wave: the second time names the draft', async () => {
    expect((await redeposit(ales, old, journey.june.id)).body).toMatchObject({
      status: 409,
      code: 'already-redeposited',
      first: { candidacyId: draft, state: 'draft' },
    });
  });

  it('sees nothing different at first, then what it changed; a copied document is the same', async () => {
    const differences = () => ales.get(`/api/candidacies/${draft}/differences`);
    expect((await differences()).body).toMatchObject({
      from: { candidacyId: old, deposit: 1 },
      to: { candidacyId: draft, deposit: null },
      fields: [],
    });
    await journey.save(ales, draft, {
      needs: 'Détecter et mûrir',
      projects: [{ id: ROW, title: 'Deux ateliers' }],
      letter: [await journey.document(draft, { sha: '12'.repeat(32) })],
    });
    expect((await differences()).body.fields).toMatchObject([
      { key: 'needs', change: 'changed', before: 'Détecter', after: 'Détecter et mûrir' },
      { key: 'projects', change: 'changed', rows: [{ id: ROW, change: 'changed', fields: ['title'] }] },
      { key: 'letter', change: 'changed' },
    ]);
  });

  it('keeps its history, which the office reads once the new file is deposited', async () => {
    expect((await office.get(`/api/candidacies/${draft}/history`)).status).toBe(404);
    expect((await ales.post(`/api/candidacies/${draft}/deposit`, undefined, { ifMatch: 1 })).status).toBe(201);
    expect((await office.get(`/api/candidacies/${draft}/history`)).body.items).toMatchObject([
      { id: old, waveId: journey.february.id, state: 'rejected' },
    ]);
    expect((await office.get(`/api/candidacies/${draft}/differences`)).body.fields).toHaveLength(3);
  });

  it('has nothing to compare a first candidacy with', async () => {
    expect((await ales.get(`/api/candidacies/${old}/differences`)).body).toMatchObject({ code: 'nothing-to-compare' });
  });
});

describe('a candidacy deferred to a later wave', () => {
  it('is taken up there without naming the wave', async () => {
    const douai = await journey.seat({ role: 'epci_lead', organisation: { siren: '200044618' } });
    const id = await journey.deposited(douai, '200044618' as typeof ALES);
    await journey.put(id, 'waitlisted', { next_wave_id: journey.june.id });
    journey.clock.set('2023-03-01T10:00+01:00[Europe/Paris]');
    const opened = await douai.post(`/api/candidacies/${id}/redeposit`, {});
    expect(opened.body).toMatchObject({ previousId: id, waveId: journey.june.id });
  });
});

describe('a draft that expired', () => {
  it('is taken up in its own wave once that is prolonged, and not before', async () => {
    journey.clock.set('2023-01-20T10:00+01:00[Europe/Paris]');
    const lead = '242900835' as never;
    const douai = await journey.seat({ role: 'epci_lead', organisation: { siren: lead } });
    const expired = await journey.draft(douai, lead);
    await journey.save(douai, expired, { needs: 'Détecter' });
    await journey.put(expired, 'expired');
    journey.clock.set('2023-02-01T13:00+01:00[Europe/Paris]');
    expect((await redeposit(douai, expired, journey.february.id)).body).toMatchObject({ code: 'wave-not-later' });
    const wave = `/api/waves/${journey.february.id}`;
    const prolonged = await office.post(
      `${wave}/prolongation`,
      { cutoffAt: '2023-02-03T12:00:00+01:00', reason: 'Le portail était en panne le 1er février.' },
      { ifMatch: (await office.get(wave)).headers.get('etag') ?? '' },
    );
    expect(prolonged.status).toBe(200);
    const again = await redeposit(douai, expired, journey.february.id);
    expect(again).toMatchObject({ status: 201, body: { previousId: expired, waveId: journey.february.id } });
    const { document } = (await douai.get(`/api/candidacies/${again.body.id}/answers`)).body;
    expect(document).toEqual({ needs: 'Détecter' });
    expect((await douai.post(`/api/candidacies/${again.body.id}/deposit`, undefined, { ifMatch: 1 })).status).toBe(201);
  });
});
