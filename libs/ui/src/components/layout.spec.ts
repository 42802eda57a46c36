import { renderToString } from 'preact-render-to-string';
import { Layout, type LayoutProps } from './layout.js';

const page = (given: Partial<LayoutProps> = {}): string =>
  renderToString(
    Layout({
      ...{ title: 'Relèves', visitor: null, path: '/releves', branding: 'rebond', notice: null, message: null },
      ...{ children: null, ...given },
    }),
  );

describe('the document of a page', () => {
  it('is in French and has one heading', () => {
    const html = page({ lead: 'Un appel' });
    expect(html).toMatch(/^<html lang="fr"/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain('<h1>Relèves</h1><p class="fr-text--lead">Un appel</p>');
  });

  it('escapes what it is given', () => {
    const html = page({ title: '<script>alert(1)</script>', notice: '"><img>', message: '<i>', children: '<b>' });
    expect(html).not.toMatch(/<script>|<img>|<i>|<b>/);
    expect(html).toContain('&lt;script>alert(1)');
  });

  it('says first in the window’s title that a form was refused', () => {
    expect(page({ isRefused: true })).toMatch(/<title>Erreur/);
  });
});
