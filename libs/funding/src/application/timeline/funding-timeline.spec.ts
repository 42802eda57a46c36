import type { CaseEntry } from '@rebond/candidacies';
import { FundingTimeline } from './funding-timeline.js';

const sentence = (action: string, facts: CaseEntry['facts'], personal: CaseEntry['personal'] = null): string =>
  new FundingTimeline()
    .format({ action, at: Temporal.Instant.from('2024-02-12T08:00:00Z'), role: 'bdt_officer', facts, personal })
    .replaceAll(/[\u00a0\u202f]/g, ' ');

const AGREEMENT = { signedOn: '2024-02-12', form: 'grant', amountCents: 25_000_000, invented: false };

describe('the acts of an envelope in words', () => {
  it('what its funders commit', () => {
    const facts = { commitments: [{ funder: 'state' }, { funder: 'cofunders' }], envelopeEur: 5_000_000 };
    expect(sentence('funding.committed', facts)).toBe(
      '2 engagements de financeurs : l’enveloppe est de 5 000 000,00 €.',
    );
  });

  it('what is awarded, to whom until that is erased', () => {
    expect(sentence('funding.agreement-signed', AGREEMENT, { beneficiary: 'Atelier du Gardon' })).toBe(
      'Convention signée le 12 février 2024 avec Atelier du Gardon : subvention de 250 000,00 €.',
    );
    expect(sentence('funding.agreement-signed', { ...AGREEMENT, form: 'recoverableAdvance' })).toBe(
      'Convention signée le 12 février 2024 : avance récupérable de 250 000,00 €.',
    );
  });

  it('that it was made up for a demonstration', () => {
    expect(sentence('funding.agreement-signed', { ...AGREEMENT, invented: true })).toMatch(/inventée\)\.$/);
  });

  it('no other act', () => {
    expect(() => sentence('mission.engaged', {})).toThrow(RangeError);
  });
});
