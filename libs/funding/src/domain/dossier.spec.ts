import { DOSSIER_STATUSES, nextStatuses, statusFaults, type DossierStatus } from './dossier.js';

const FOLLOWS: Readonly<Record<DossierStatus | 'none', readonly DossierStatus[]>> = {
  none: ['deposited', 'examination'],
  deposited: ['examination', 'withdrawn'],
  examination: ['granted', 'refused', 'withdrawn'],
  granted: ['paid', 'withdrawn'],
  refused: ['examination'],
  paid: [],
  withdrawn: [],
};
const PAIRS = (['none', ...DOSSIER_STATUSES] as const).flatMap((from) =>
  DOSSIER_STATUSES.map((to) => [from, to] as const),
);

describe('un dossier chez Bpifrance', () => {
  it.each(PAIRS)('de « %s » à « %s »', (from, to) => {
    const before = from === 'none' ? null : { status: from, decidedOn: '2023-11-02' };
    const codes = statusFaults(before, { status: to, decidedOn: '2023-11-03' }, '2023-11-03').map((one) => one.code);
    expect(codes).toEqual(FOLLOWS[from].includes(to) ? [] : ['illegal-status']);
    expect(nextStatuses(from === 'none' ? null : from)).toEqual(FOLLOWS[from]);
  });

  it.each([
    ['avant le statut qu’il remplace', '2023-11-01', 'before-the-last'],
    ['dans le futur', '2023-11-04', 'in-the-future'],
  ])('n’est pas daté %s', (_, decidedOn, code) => {
    const before = { status: 'deposited', decidedOn: '2023-11-02' } as const;
    expect(statusFaults(before, { status: 'examination', decidedOn }, '2023-11-03')).toMatchObject([{ code }]);
  });
});
