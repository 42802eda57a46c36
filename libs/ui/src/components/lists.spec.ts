import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { BarChart } from './bar-chart.js';
import { Card } from './card.js';
import { Euros } from './euros.js';
import { FranceMap } from './france-map.js';
import { Pagination } from './pagination.js';
import { Stepper } from './stepper.js';
import { SummaryList } from './summary-list.js';
import { Table } from './table.js';
import { TaskList } from './task-list.js';
import { Time } from './time.js';

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/\s/g, ' ')
    .trim();

describe('a table', () => {
  const html = renderToString(
    h(Table, {
      caption: 'Dossiers <de la relève>',
      columns: [
        { key: 'name', label: 'Territoire', sortHref: '?tri=nom', sorted: 'ascending' },
        { key: 'sum', label: 'Montant', numeric: true },
      ],
      rows: [{ key: '1', href: '/dossiers/1', cells: { name: '<b>Laval</b>', sum: 12 } }],
    }),
  );

  it('scrolls in a region that has a name and that the keyboard reaches', () => {
    const id = /role="region" aria-labelledby="([^"]+)" tabindex="0"/.exec(html)?.[1];
    expect(html).toContain(`<caption id="${String(id)}">Dossiers &lt;de la relève></caption>`);
  });

  it('names its columns, and its rows by their link', () => {
    expect(html).toContain('scope="col" aria-sort="ascending"');
    expect(html).toContain('<th scope="row"><a href="/dossiers/1">&lt;b>Laval&lt;/b></a></th>');
    expect(html).toContain('<td class="rb-numeric">12</td>');
  });

  it('of three columns and more names the column beside each value, for rows that become cards', () => {
    const columns = ['a', 'b', 'c'].map((key) => ({ key, label: key.toUpperCase(), rowHeader: key === 'a' }));
    const rows = [{ key: '1', cells: { a: 'Laval', b: 12 } }];
    const cards = renderToString(h(Table, { caption: 'C', columns, rows }));
    expect(cards).toContain('<div class="fr-table rb-stacked rb-stacked--few">');
    expect(cards).toContain('<td role="cell" data-label="B">12</td><td role="cell" data-label="C"></td>');
    expect(renderToString(h(Table, { caption: 'C', columns, rows, stacked: false }))).not.toContain('data-label');
  });

  it('says that it is empty', () => {
    const empty = renderToString(h(Table, { caption: 'C', columns: [{ key: 'a', label: 'A' }], rows: [] }));
    expect(plain(empty)).toContain('Rien à montrer.');
  });
});

describe('the other lists', () => {
  it('a card leads where its title leads', () => {
    expect(renderToString(h(Card, { title: 'Laval', href: '/1', level: 3 }))).toContain(
      '<h3 class="fr-card__title"><a href="/1">Laval</a></h3>',
    );
  });

  it('a task says its state in words', () => {
    const html = renderToString(
      h(TaskList, { items: [{ label: 'Identité', href: '/1', status: { kind: 'success', label: 'Terminé' } }] }),
    );
    expect(plain(html)).toBe('IdentitéTerminé');
  });

  it('the link of a fact says what it is about', () => {
    const action = { href: '/1', label: 'Modifier', about: 'la relève' };
    expect(plain(renderToString(h(SummaryList, { rows: [{ term: 'Relève', value: 4, action }] })))).toContain(
      'Modifier la relève',
    );
  });

  it('pages are there only when there is more than one', () => {
    expect(renderToString(h(Pagination, { next: null }))).toBe('');
    const html = renderToString(h(Pagination, { next: '?apres=1' }));
    expect(html).toContain('href="?apres=1" rel="next"');
    expect(html.match(/aria-disabled="true"/g)).toHaveLength(1);
  });

  it('a stepper tells where one is', () => {
    expect(plain(renderToString(h(Stepper, { current: 2, total: 5, title: 'Projet' })))).toBe('ProjetÉtape 2 sur 5');
  });
});

describe('instants and amounts', () => {
  it.each<[string, string | undefined, string]>([
    ['2026-12-12T11:00:00Z', undefined, '12 décembre 2026 à 12:00'],
    ['2026-12-12T11:00:00Z', 'Europe/Paris', '12 décembre 2026 à 12:00'],
    ['2026-12-12T11:00:00Z', 'Indian/Reunion', '12 décembre 2026 à 12:00, heure de Paris (15:00, heure locale)'],
    [
      '2026-12-12T23:30:00Z',
      'America/Cayenne',
      '13 décembre 2026 à 00:30, heure de Paris (le 12 décembre 2026 à 20:30, heure locale)',
    ],
    ['2026-10-01', undefined, '1er octobre 2026'],
  ])('%s read in %s is « %s »', (at, zone, text) => expect(plain(renderToString(h(Time, { at, zone })))).toBe(text));

  it('cents are written when there are any', () => {
    expect(plain(renderToString(h(Euros, { euros: 80_000 })))).toBe('80 000 €');
    expect(plain(renderToString(h(Euros, { cents: 1_234_550 })))).toBe('12 345,50 €');
  });
});

describe('charts', () => {
  it('bars are a table whose figures stand beside the drawing', () => {
    const html = renderToString(
      h(BarChart, {
        title: 'T',
        bars: [
          { label: 'A', value: 30, text: '30 dossiers' },
          { label: 'B', value: 12, text: '12 dossiers' },
          { label: 'C', value: 0, text: 'aucun' },
        ],
      }),
    );
    expect([...html.matchAll(/rb-bar__value" width="([\d.]+)"/g)].map(([, width]) => width)).toEqual([
      '100',
      '40',
      '0',
    ]);
    expect(plain(html)).toContain('12 dossiers');
    expect(html.match(/aria-hidden="true"/g)).toHaveLength(3);
  });

  it('a map has its figures in a table, its legend, and where it comes from', () => {
    const html = renderToString(h(FranceMap, { title: 'Lauréats', values: { '53': 3, '974': 1, '2A': 0 } }));
    expect(html).toMatch(/<title>Mayenne\s: 3<\/title>/);
    expect(html).toMatch(/<title>La Réunion\s: 1<\/title>/);
    expect(html).not.toContain('Corse-du-Sud');
    expect(html).toContain('<th scope="row">Mayenne</th>');
    expect(html).toMatch(/<image href="\/assets\/\w+\/france\.svg"/);
    expect(html).toContain('CC BY 4.0');
    expect(html).not.toContain('style=');
    expect(html.length).toBeLessThan(9_000);
  });
});
