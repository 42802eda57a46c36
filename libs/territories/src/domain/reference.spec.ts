import { perimeterName, seatDepartementOf } from './body.js';
import { referenceFiles, referenceRows } from './reference.js';

const commune = (code: string, departement: string, region: string) => ({
  code,
  nom: `Commune ${code}`,
  type: 'commune-actuelle',
  siren: `2${departement}0${code}`,
  departement,
  region,
  population: 100,
});
const epci = (code: string, nom: string, ...members: string[]) => ({
  code,
  nom,
  type: 'CC',
  populationMunicipale: 1000,
  membres: members.map((member) => ({ code: member })),
});
const files = referenceFiles.parse({
  regions: [{ code: '75', nom: 'Nouvelle-Aquitaine' }],
  departements: [{ code: '47', nom: 'Lot-et-Garonne', region: '75' }],
  communes: [
    commune('82186', '82', '76'),
    commune('32100', '32', '76'),
    commune('47100', '47', '75'),
    commune('82001', '82', '76'),
    commune('28134', '28', '24'),
    commune('27001', '27', '28'),
    { ...commune('82187', '82', '76'), type: 'commune-deleguee' },
  ],
  epci: [
    epci('248200016', 'CC des Deux Rives', '82186', '47100', '32100', '82001'),
    epci('200040277', 'CA Agglo du Pays de Dreux', '28134', '27001'),
  ],
  ept: [],
});

describe('La carte administrative', () => {
  const { bodies, communes } = referenceRows(files);

  it.each([
    ['CC des Deux Rives', ['32', '47', '82'], ['75', '76']],
    ['CA Agglo du Pays de Dreux', ['27', '28'], ['24', '28']],
  ])('déduit de ses communes les départements et régions de « %s »', (name, departements, regions) => {
    expect(bodies.find((body) => body.name === name)).toMatchObject({ departements, regions });
  });

  it('laisse de côté les anciennes communes', () => {
    expect(communes.map((one) => one.code)).not.toContain('82187');
  });

  it('rattache chaque commune à son intercommunalité', () => {
    expect(communes.find((one) => one.code === '27001')).toMatchObject({ epci: '200040277', ept: null });
  });

  it('refuse un membre qui n’est pas une commune du même millésime', () => {
    expect(() => referenceRows({ ...files, epci: [epci('200000172', 'CC Perdue', '99999')] })).toThrow(
      'CC Perdue (200000172) : commune 99999 absente de ce millésime.',
    );
  });
});

describe('Le département du siège', () => {
  it.each([
    [['30'], '30'],
    [['27', '28'], null],
    [[], null],
  ])('de %j est %j', (departements, seat) => {
    expect(seatDepartementOf(departements)).toBe(seat);
  });
});

describe('Le nom d’un périmètre', () => {
  it.each([
    [['Alès'], 'Alès'],
    [['CA de Cambrai', 'CA du Caudrésis et du Catésis'], 'CA de Cambrai et CA du Caudrésis et du Catésis'],
    [['A', 'B', 'C'], 'A, B et C'],
  ])('%j se lit « %s »', (names, read) => {
    expect(perimeterName(names.map((name) => ({ name })))).toBe(read);
  });
});
