import { placeOfDepartement } from '@rebond/kernel';
import { addOffset, momentAt, momentDate, offsetFrom } from './calendar-dates.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const gard = placeOfDepartement('30');

describe('Un délai de la définition', () => {
  it.each([
    ['10 jours', { days: 10, unit: 'calendar' }, '2023-04-07', 'metropole', '2023-04-17'],
    ['sans jour, reste le jour même', { days: 0, unit: 'working' }, '2023-04-08', 'metropole', '2023-04-08'],
    ['5 jours ouvrés par-dessus Pâques', { days: 5, unit: 'working' }, '2023-04-07', 'metropole', '2023-04-17'],
    ['1 jour ouvré avant Pâques', { days: 1, unit: 'working' }, '2023-04-06', 'metropole', '2023-04-07'],
    [
      '1 jour ouvré en Moselle, le Vendredi saint passé',
      { days: 1, unit: 'working' },
      '2023-04-06',
      'alsace-moselle',
      '2023-04-11',
    ],
  ] as const)('%s', (_what, offset, from, zone, expected) => {
    expect(addOffset(day(from), offset, zone).toString()).toBe(expected);
  });

  it('se compte aussi à rebours', () => {
    expect(offsetFrom(day('2023-04-11'), { days: 1, unit: 'working' }, 'metropole', 'before').toString()).toBe(
      '2023-04-07',
    );
    expect(offsetFrom(day('2023-03-01'), { days: 1, unit: 'calendar' }, 'metropole', 'before').toString()).toBe(
      '2023-02-28',
    );
  });
});

describe('Un moment du calendrier', () => {
  const anchors = { launch: at('2023-06-14T08:00:00Z') };

  it('se compte depuis son ancre, à l’heure du lieu', () => {
    const closing = { anchor: 'launch', days: 100, unit: 'calendar' } as const;
    expect(momentDate(closing, anchors, gard)?.toString()).toBe('2023-09-22');
    expect(momentAt(closing, anchors, gard, '10:00')?.toString()).toBe('2023-09-22T08:00:00Z');
  });

  it('sans heure, dure jusqu’à la fin du jour', () => {
    const review = { anchor: 'launch', days: 1, unit: 'working' } as const;
    expect(momentAt(review, anchors, gard)?.toString()).toBe('2023-06-15T22:00:00Z');
  });

  it('peut précéder son ancre', () => {
    expect(momentDate({ anchor: 'launch', days: -10, unit: 'working' }, anchors, gard)?.toString()).toBe('2023-05-31');
  });

  it('prend le jour de l’ancre là où l’on est : encore la veille à Cayenne', () => {
    const cutoff = { cutoff: at('2023-02-02T01:00:00Z') };
    const sameDay = { anchor: 'cutoff', days: 0, unit: 'calendar' } as const;
    expect(momentDate(sameDay, cutoff, gard)?.toString()).toBe('2023-02-02');
    expect(momentDate(sameDay, cutoff, placeOfDepartement('973'))?.toString()).toBe('2023-02-01');
  });

  it('reste inconnu tant que son ancre l’est', () => {
    expect(momentAt({ anchor: 'closing', days: 3, unit: 'calendar' }, anchors, gard, '10:00')).toBeNull();
  });
});
