import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Checkbox, Checkboxes, Radios } from './choices.js';
import { ErrorSummary } from './error-summary.js';
import { faultAt, fieldId } from './field-frame.js';
import { Field, TextArea } from './field.js';
import { Select } from './select.js';
import { formatBytes, Upload } from './upload.js';

const common = { name: 'rows[0][name]', hint: 'Une aide', fault: 'Une erreur', required: true };
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B', hint: 'Le second' },
];
const fields: readonly (readonly [string, string])[] = [
  ['a field', renderToString(h(Field, { ...common, label: 'Nom' }))],
  ['a field of several lines', renderToString(h(TextArea, { ...common, label: 'Nom' }))],
  ['a list', renderToString(h(Select, { ...common, label: 'Nom', options }))],
  ['a choice of a file', renderToString(h(Upload, { ...common, label: 'Nom' }))],
  ['a statement to tick', renderToString(h(Checkbox, { ...common, label: 'Nom' }))],
];

describe('the identifier of a field', () => {
  it.each([
    ['name', '/name'],
    ['rows[0][name]', '/rows/0/name'],
    ['answers.projet', '/answers/projet'],
    ['code_insee', '/code_insee'],
  ])('is the same from its name %s and from the pointer %s of its fault', (name, pointer) => {
    expect(fieldId(pointer)).toBe(fieldId(name));
  });

  it('finds the fault of a field by its pointer, with or without the slash', () => {
    const faults = [{ pointer: '/rows/0/name', code: 'x', detail: 'Trop long' }];
    expect(faultAt(faults, 'rows/0/name')).toBe('Trop long');
    expect(faultAt(faults, '/rows/1/name')).toBeUndefined();
  });
});

describe.each(fields)('%s', (_, html) => {
  it('has its label bound by its identifier', () => {
    expect(html).toMatch(/<label class="fr-label" for="champ-rows-0-name"/);
    expect(html).toMatch(/<(input|select|textarea)[^>]* id="champ-rows-0-name"/);
  });

  it('has its hint and its fault bound to it, and says that it is invalid', () => {
    expect(html).toContain('aria-describedby="champ-rows-0-name-aide champ-rows-0-name-erreur"');
    expect(html).toContain('id="champ-rows-0-name-aide"');
    expect(html).toContain('id="champ-rows-0-name-erreur"');
    expect(html).toContain('aria-invalid="true"');
  });

  it('says in words that it is mandatory', () => {
    expect(html).toContain('(obligatoire)');
    expect(html).toMatch(/ required/);
  });

  it('is found again by its name when it is sent', () => expect(html).toContain('name="rows[0][name]"'));
});

describe('a field', () => {
  it('escapes what was typed', () => {
    const html = renderToString(h(Field, { name: 'n', label: '<i>', value: '"><script>' }));
    expect(html).toContain('value="&quot;>&lt;script>"');
    expect(html).toContain('&lt;i>');
    expect(renderToString(h(TextArea, { name: 'n', label: 'N', value: '</textarea>' }))).toContain('&lt;/textarea>');
  });

  it('that nothing is wrong with says nothing of it', () => {
    const html = renderToString(h(Field, { name: 'n', label: 'N' }));
    expect(html).not.toMatch(/aria-invalid|aria-describedby|fr-error-text|obligatoire/);
  });

  it('offers its suggestions', () => {
    const html = renderToString(h(Field, { name: 'n', label: 'N', list: ['Laval'] }));
    expect(html).toContain('list="champ-n-choix"');
    expect(html).toContain('<datalist id="champ-n-choix"><option value="Laval"');
  });
});

describe('choices', () => {
  it('are one group under their legend; the first bears the identifier that the error summary leads to', () => {
    const html = renderToString(h(Radios, { ...common, legend: 'Filière', options, value: 'b' }));
    expect(html).toContain('role="radiogroup"');
    expect(html).toContain(
      'aria-labelledby="champ-rows-0-name-legende champ-rows-0-name-aide champ-rows-0-name-erreur"',
    );
    expect(html).toMatch(/<input type="radio" id="champ-rows-0-name" [^>]*value="a"\/?>/);
    expect(html).toMatch(/<input[^>]*value="b"[^>]* checked/);
    expect(html).toContain('aria-describedby="champ-rows-0-name-1-choix-aide"');
  });

  it('may be several', () => {
    const html = renderToString(h(Checkboxes, { name: 'n', legend: 'L', options, values: ['a'] }));
    expect(html.match(/type="checkbox"/g)).toHaveLength(2);
    expect(html.match(/ checked/g)).toHaveLength(1);
  });
});

describe('the choice of a file', () => {
  it('tells its limits, to the reader and to the script', () => {
    const html = renderToString(h(Upload, { name: 'f', label: 'F', maxBytes: 20_000_000, accept: '.pdf,.odt' }));
    expect(html).toMatch(/Taille maximale\s: 20\sMo\. Formats\s: PDF, ODT\./);
    expect(html).toContain('data-max-bytes="20000000"');
  });

  it.each([
    [1_500, '1,5 ko'],
    [2_400_000, '2,4 Mo'],
    [20_400_000, '20 Mo'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes(bytes).replace(/\s/g, ' ')).toBe(text));
});

describe('the error summary', () => {
  const faults = [
    { pointer: '/rows/0/name', code: 'x', detail: 'Donnez <un> nom.' },
    { pointer: '', code: 'x', detail: 'Le dossier a changé.' },
  ];

  it('counts, leads to each field, and takes the focus', () => {
    const html = renderToString(h(ErrorSummary, { faults }));
    expect(html).toContain('2 erreurs à corriger');
    expect(html).toContain('<a href="#champ-rows-0-name">Donnez &lt;un> nom.</a>');
    expect(html).toContain('<li>Le dossier a changé.</li>');
    expect(html).toMatch(/tabindex="-1" autofocus/);
  });

  it('is absent when nothing is wrong', () => expect(renderToString(h(ErrorSummary, { faults: [] }))).toBe(''));
});
