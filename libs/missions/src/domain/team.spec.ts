import type { OrganisationId } from '@rebond/kernel';
import { teamFaults } from './team.js';

const firm = (name: string, personDays: number) => ({ organisationId: name as OrganisationId, personDays });

describe('une équipe de cabinets', () => {
  it('se partage tous les jours-hommes de la mission, demi-journées comprises', () => {
    expect(teamFaults([firm('a', 40.5), firm('b', 59.5)], 100)).toEqual([]);
  });

  it.each([
    ['trop peu', [firm('a', 99.5)], 'Les cabinets totalisent 99.5 jours-hommes, la mission en compte 100.'],
    ['trop', [firm('a', 60), firm('b', 60)], 'Les cabinets totalisent 120 jours-hommes, la mission en compte 100.'],
  ])('ne peut en avoir %s', (_, team, detail) => {
    expect(teamFaults(team, 100)).toEqual([{ pointer: '/firms', code: 'person-days-sum', detail }]);
  });

  it('ne cite pas deux fois le même cabinet', () => {
    expect(teamFaults([firm('a', 50), firm('a', 50)], 100)).toMatchObject([
      { pointer: '/firms/1/organisationId', code: 'firm-twice' },
    ]);
  });
});
