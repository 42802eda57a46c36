import { loadDefinition, type CommitteePlan, type Moment, type Offset } from '@rebond/calls';
import { placeOfDepartement } from '@rebond/kernel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOf } from './committee.js';
import { conveneAt, meetsAtText, plannedAt } from './dates.js';

const at = (text: string): Temporal.Instant => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).toInstant();
const paris = (instant: Temporal.Instant | null, zone = 'Europe/Paris'): string | null =>
  instant === null ? null : instant.toZonedDateTimeISO(zone).toPlainDateTime().toString();
const gard = placeOfDepartement('30');
const moselle = placeOfDepartement('57');
const guadeloupe = placeOfDepartement('971');

const YAML = join(__dirname, '../../../../calls/rebond-industriel.yaml');
const definition = loadDefinition(readFileSync(YAML, 'utf8'), 'rebond-industriel.yaml');

const plan = (moment: Moment, convocationBefore: Offset = { days: 7, unit: 'working' }, time = '10:00') =>
  ({ at: moment, time, convocationBefore }) satisfies Pick<CommitteePlan, 'at' | 'time' | 'convocationBefore'>;

describe('La date prévue d’un comité', () => {
  it.each([
    ['dix jours ouvrés après l’engagement', '2023-05-31T16:00', 10, '2023-06-14T10:00:00'],
    ['par-dessus le 14 juillet', '2023-07-10T16:00', 5, '2023-07-18T10:00:00'],
    ['par-dessus le 15 août', '2023-08-10T16:00', 5, '2023-08-18T10:00:00'],
  ])('se compte en jours ouvrés : %s', (_, engaged, days, expected) => {
    const asked = plan({ anchor: 'engagement', days, unit: 'working' }, { days: 2, unit: 'working' });
    expect(paris(plannedAt(asked, { engagement: at(engaged) }, gard, at(engaged)))).toBe(expected);
  });

  it('tient compte du Vendredi saint et de la Saint-Étienne en Moselle, où l’on ne travaille pas', () => {
    const asked = plan({ anchor: 'engagement', days: 1, unit: 'working' }, { days: 0, unit: 'working' });
    const eve = at('2023-04-06T09:00');
    expect(paris(plannedAt(asked, { engagement: eve }, gard, eve))).toBe('2023-04-07T10:00:00');
    expect(paris(plannedAt(asked, { engagement: eve }, moselle, eve))).toBe('2023-04-11T10:00:00');
    const christmas = at('2023-12-25T09:00');
    expect(paris(plannedAt(asked, { engagement: christmas }, gard, christmas))).toBe('2023-12-26T10:00:00');
    expect(paris(plannedAt(asked, { engagement: christmas }, moselle, christmas))).toBe('2023-12-27T10:00:00');
  });

  it('comptée en jours calendaires, passe au premier jour ouvré', () => {
    const launched = at('2023-05-25T10:00');
    const asked = plan({ anchor: 'launch', days: 50, unit: 'calendar' });
    // 50 days after is Friday 14 July.
    expect(paris(plannedAt(asked, { launch: launched }, gard, launched))).toBe('2023-07-17T10:00:00');
  });

  it('laisse à la convocation le temps de partir, quand elle est comptée trop tard', () => {
    const engaged = at('2023-03-01T10:00');
    const asked = plan({ anchor: 'engagement', days: 10, unit: 'working' });
    expect(paris(plannedAt(asked, { engagement: engaged }, gard, at('2023-06-01T10:00')))).toBe('2023-06-12T10:00:00');
  });

  it('n’est pas connue avant ce dont elle se compte', () => {
    const asked = plan({ anchor: 'launch', days: 105, unit: 'calendar' });
    expect(plannedAt(asked, { engagement: at('2023-05-31T16:00') }, gard, at('2023-05-31T16:00'))).toBeNull();
  });

  it('est à l’heure du territoire, outre-mer compris', () => {
    const engaged = at('2023-05-31T16:00');
    const asked = plan({ anchor: 'engagement', days: 10, unit: 'working' });
    const there = plannedAt(asked, { engagement: engaged }, guadeloupe, engaged);
    expect(paris(there, 'America/Guadeloupe')).toBe('2023-06-14T10:00:00');
    expect(meetsAtText(there ?? engaged, guadeloupe)).toBe('14 juin 2023 à 10:00 (14 juin 2023 à 16:00 à Paris)');
  });
});

describe('La convocation', () => {
  it.each([
    ['sept jours ouvrés avant', '2023-06-14T10:00', { days: 7, unit: 'working' }, gard, '2023-06-05T09:00:00'],
    ['le 14 juillet ne compte pas', '2023-07-19T10:00', { days: 3, unit: 'working' }, gard, '2023-07-13T09:00:00'],
    ['le 15 août ne compte pas', '2023-08-16T10:00', { days: 1, unit: 'working' }, gard, '2023-08-14T09:00:00'],
    [
      'un dimanche, elle part le vendredi',
      '2023-06-14T10:00',
      { days: 10, unit: 'calendar' },
      gard,
      '2023-06-02T09:00:00',
    ],
    ['le Vendredi saint en Moselle', '2023-04-11T10:00', { days: 1, unit: 'working' }, moselle, '2023-04-06T09:00:00'],
  ] as const)('part %s', (_, meets, before, place, expected) => {
    expect(paris(conveneAt({ convocationBefore: before }, at(meets), place))).toBe(expected);
  });
});

describe('Le calendrier de « Rebond industriel », à Alès', () => {
  it('lancé le 14 juin 2023, prévoit l’intermédiaire et la clôture ; la vraie date est ensuite fixée par les acteurs', () => {
    const launch = at('2023-06-14T10:00');
    const planned = (key: string) => paris(plannedAt(planOf(definition, key), { launch }, gard, launch));
    expect(planned('interim')).toBe('2023-08-03T10:00:00');
    expect(planned('closing')).toBe('2023-09-27T14:00:00');
    expect(paris(conveneAt(planOf(definition, 'closing'), at('2023-10-03T14:00'), gard))).toBe('2023-09-19T09:00:00');
  });
});
