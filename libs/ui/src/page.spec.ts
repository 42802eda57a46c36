import { htmlOf, Page } from './page.js';

describe('a page', () => {
  it('is in French and has one heading', () => {
    const html = htmlOf(Page({ title: 'Rebond', lead: 'Un appel' }));
    expect(html).toMatch(/^<!doctype html><html lang="fr">/);
    expect(html).toContain('<h1>Rebond</h1><p>Un appel</p>');
    expect(html).not.toContain('class="notice"');
  });

  it('escapes what it is given', () => {
    const html = htmlOf(Page({ title: '<script>alert(1)</script>', notice: '"><img>', children: '<b>' }));
    expect(html).not.toMatch(/<script>|<img>|<b>/);
    expect(html).toContain('&lt;script>alert(1)');
  });
});
