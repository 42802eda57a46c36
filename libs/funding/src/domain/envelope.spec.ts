import { centsOfEuros } from '@rebond/kernel';
import { commitmentFaults, type Balances } from './envelope.js';

const limits = { min: centsOfEuros(1_500_000), max: centsOfEuros(5_000_000), funders: ['state', 'region', 'local'] };
const commitment = (funder: string, eur: number) => ({ funder, cents: centsOfEuros(eur) });
const balances = (committed: Record<string, number>, awardedEur = 0): Balances => ({
  committed: new Map(Object.entries(committed).map(([funder, eur]) => [funder, centsOfEuros(eur)])),
  awarded: centsOfEuros(awardedEur),
});
const EMPTY = balances({});

describe("l'enveloppe d'un territoire", () => {
  it.each([
    ["1,5 M€ de l'État", EMPTY, [commitment('state', 1_500_000)], []],
    ["3 M€ de l'État et 2 M€ locaux", EMPTY, [commitment('state', 3_000_000), commitment('local', 2_000_000)], []],
    ['1 M€ de chacun, ensemble', EMPTY, [commitment('state', 1e6), commitment('local', 1e6)], []],
    ['moins que le plancher', EMPTY, [commitment('state', 1_499_999.99)], ['outside-limits']],
    ['plus que le plafond', balances({ state: 5_000_000 }), [commitment('local', 0.01)], ['outside-limits']],
    ['un financeur inconnu', EMPTY, [commitment('mecene', 2_000_000)], ['unknown-funder']],
    [
      'un financeur qui retire plus que le sien',
      balances({ state: 3e6, local: 2e6 }),
      [commitment('local', -2_000_000.01)],
      ['below-zero'],
    ],
    ['moins que ce qui est attribué', balances({ state: 3e6 }, 2e6), [commitment('state', -1.2e6)], ['below-awards']],
    ['rien du tout, quand rien n’est attribué', balances({ state: 2e6 }), [commitment('state', -2e6)], []],
  ])('reçoit %s', (_, before, added, codes) => {
    expect(commitmentFaults(before, added, limits).map((fault) => fault.code)).toEqual(codes);
  });
});
