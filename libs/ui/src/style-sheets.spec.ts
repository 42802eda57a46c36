import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STYLE_SHEETS } from './style-sheets.js';

const ROOT = join(__dirname, '../../..');
const PARTS = join(ROOT, 'libs/ui/assets/css');

/** Names that the State's own style sheet knows and ours has nothing to add to. */
const ONLY_THE_STATES = [
  'fr-badge--no-icon',
  'fr-btn--icon-left',
  'fr-checkbox-group--sm',
  'fr-fieldset__legend--regular',
  'fr-h5',
  'fr-h6',
  'fr-header__body',
  'fr-header__brand-top',
  'fr-header__logo',
  'fr-link--download',
  'fr-link__detail',
  'fr-logo',
  'fr-nav',
  'fr-notice--info',
  'fr-pagination__link--lg-label',
  'fr-table--no-caption',
  'fr-table__container',
  'fr-table__wrapper',
];

/** Names by which scripts find something, and that nothing dresses. */
const ONLY_FOR_SCRIPTS = ['rb-error-summary'];

const filesBelow = (folder: string, kind: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && kind.test(one.name) && !/[.-]spec\./.test(one.name))
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => !path.includes('node_modules'));

const partsOf = (sheet: string): string[] => readdirSync(join(PARTS, sheet)).map((name) => name.replace(/\.css$/, ''));

const styles = Object.keys(STYLE_SHEETS)
  .flatMap((sheet) => partsOf(sheet).map((part) => readFileSync(join(PARTS, sheet, `${part}.css`), 'utf8')))
  .join('\n')
  .replace(/\/\*[^]*?\*\/|url\("[^"]*"\)/g, '');
const defined = new Set([...styles.matchAll(/\.((?:fr|rb)-[\w-]+)/g)].map(([, name = '']) => name));

const source = [...filesBelow('libs', /\.(tsx|js)$/), ...filesBelow('apps', /\.tsx$/)]
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const written = new Set([...source.matchAll(/(?<![\w-])(?:fr|rb)-[\w-]*\w(?![\w-])/g)].map(([name]) => name));
/** What a template writes: `fr-${kind}-group`, `${base}--error`; each gap stands for anything. */
const templates = [
  ...source.replaceAll(/\$\{[^{}]*\}/g, '*').matchAll(/(?<![\w-])(?:(?:fr|rb)-[\w-]*\*|\*--)[\w*-]*/g),
].map(([text]) => new RegExp(`^${text.replaceAll('*', '[\\w-]*')}$`));

describe('the style sheets', () => {
  it.each(Object.entries(STYLE_SHEETS))('%s is made of every part in its folder', (sheet, parts) => {
    expect([...parts].sort()).toEqual(partsOf(sheet).sort());
  });

  it('dress nothing that no component writes', () => {
    const unused = [...defined].filter(
      (name) => !written.has(name) && !templates.some((template) => template.test(name)),
    );
    expect(unused).toEqual([]);
  });

  it('know every name that components write', () => {
    const known = new Set([...defined, ...ONLY_THE_STATES, ...ONLY_FOR_SCRIPTS]);
    const names = [...written].filter((name) => /^(fr|rb)-[a-z]/.test(name) && !known.has(name));
    expect(names).toEqual([]);
  });

  it('have no exception that has become idle', () => {
    const idle = [...ONLY_THE_STATES, ...ONLY_FOR_SCRIPTS].filter((name) => defined.has(name) || !written.has(name));
    expect(idle).toEqual([]);
  });
});
