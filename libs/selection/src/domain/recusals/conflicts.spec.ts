import type { Ground, Link } from '@rebond/identity';
import type { CandidacyId, OrganisationId, PersonId, Siren } from '@rebond/kernel';
import { derivedConflicts, type CaseParties, type FirmMission } from './conflicts.js';

const ALES = '200066918' as Siren;
const CAMBRAI = '200068500' as Siren;
const ELSEWHERE = '200030633' as Siren;
const FIRM = 'firm' as OrganisationId;
const MARIE = 'marie' as PersonId;
const CASE: CaseParties = { candidacyId: 'case' as CandidacyId, perimeter: [ALES, CAMBRAI] };

const at = (ground: Link['ground'], siren: Siren): Link => ({ personId: MARIE, ground, siren, firmId: null });
const inFirm: Link = { personId: MARIE, ground: 'firm', siren: null, firmId: FIRM };
const mission = (candidacyId: string, perimeter: readonly Siren[], isGoing: boolean): FirmMission => ({
  ...{ firmId: FIRM, candidacyId: candidacyId as CandidacyId, perimeter, isGoing },
});

const found = (links: readonly Link[], missions: readonly FirmMission[] = []): readonly Ground[] =>
  derivedConflicts([CASE], links, missions).flatMap((one) => one.grounds);

describe('a conflict of interest is found', () => {
  it.each([
    ['a seat at a member EPCI', [at('seat', CAMBRAI)], [], ['seat']],
    ['an employer that is the lead EPCI', [at('employer', ALES)], [], ['employer']],
    ['a mandate in a member EPCI', [at('mandate', CAMBRAI)], [], ['mandate']],
    ['a home in the perimeter', [at('same-epci', ALES)], [], ['same-epci']],
    ['a firm engaged on the case', [inFirm], [mission('case', [ALES, CAMBRAI], true)], ['firm']],
    ['a firm that has left the case', [inFirm], [mission('case', [ALES, CAMBRAI], false)], ['past-mission']],
    ['a firm at work for a neighbour', [inFirm], [mission('other', [CAMBRAI, ELSEWHERE], true)], ['past-mission']],
    [
      'two reasons, each said once',
      [at('seat', ALES), at('seat', CAMBRAI), at('mandate', ALES)],
      [],
      ['seat', 'mandate'],
    ],
  ] as const)('from %s', (_, links, missions, expected) => {
    expect(found(links, missions)).toEqual(expected);
  });

  it.each([
    ['an EPCI of elsewhere', [at('seat', ELSEWHERE), at('mandate', ELSEWHERE)], []],
    ['a firm that worked elsewhere', [inFirm], [mission('other', [ELSEWHERE], true)]],
    ['a firm without a mission', [inFirm], []],
    ['nothing at all', [], []],
  ] as const)('not from %s', (_, links, missions) => {
    expect(found(links, missions)).toEqual([]);
  });
});
