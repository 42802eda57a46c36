/** A tag of a page, with its attributes and the text up to its end. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text between this tag and its end, without markup; empty for tags that have none. */
  readonly text: string;
}

export interface HtmlForm {
  readonly id: string | undefined;
  readonly method: string;
  readonly action: string;
  readonly enctype: string;
  /** What a browser would send if nothing were touched, in order; buttons left out. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Every name that can be filled in. */
  readonly names: readonly string[];
  readonly buttons: readonly Button[];
}

export interface Button {
  readonly label: string;
  readonly name: string | undefined;
  readonly value: string;
  readonly action: string | undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text: string): string => text.replace(/&(\w+|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const TAG = /<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /([\w:-]+)(?:="([^"]*)")?/g;
const VOID: ReadonlySet<string> = new Set(['input', 'meta', 'link', 'img', 'br', 'hr', 'source', 'wbr']);

/** Text without markup, its spaces told as one. */
export const textOf = (html: string): string =>
  plain(html.replace(/<(?:script|style)\b.*?<\/(?:script|style)>/gs, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

function textAfter(html: string, name: string, from: number): string {
  if (VOID.has(name)) return '';
  const end = html.indexOf(`</${name}>`, from);
  return end === -1 ? '' : html.slice(from, end);
}

interface Placed extends Omit<Tag, 'text'> {
  readonly at: number;
  readonly end: number;
  readonly inner: string;
}

/** Reads what our own renderer writes: lower-case names, double quotes, everything escaped; not any HTML. */
function placed(html: string, wanted: readonly string[]): readonly Placed[] {
  return [...html.matchAll(TAG)].flatMap((found) => {
    const [whole, name = '', list = ''] = found;
    if (!wanted.includes(name)) return [];
    const attributes = [...list.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, plain(value)] as const);
    const from = found.index + whole.length;
    const inner = textAfter(html, name, from);
    return [{ name, attributes: Object.fromEntries(attributes), inner, at: found.index, end: from + inner.length }];
  });
}

export const tagsOf = (html: string, name: string): readonly Tag[] =>
  placed(html, [name]).map(({ attributes, inner }) => ({ name, attributes, text: textOf(inner) }));

const CHECKABLE: ReadonlySet<string> = new Set(['checkbox', 'radio']);

/** What one control sends untouched. */
function valuesOf({ name, attributes, inner }: Placed): readonly string[] {
  if (name === 'textarea') return [plain(inner.replace(/^\n/, ''))];
  if (name === 'select') {
    const options = placed(inner, ['option']);
    const chosen = options.filter((one) => 'selected' in one.attributes);
    const shown = chosen.length > 0 || 'multiple' in attributes ? chosen : options.slice(0, 1);
    return shown.map((option) => option.attributes.value ?? textOf(option.inner));
  }
  if (CHECKABLE.has(attributes.type ?? '') && !('checked' in attributes)) return [];
  return [attributes.value ?? (CHECKABLE.has(attributes.type ?? '') ? 'on' : '')];
}

export function formsOf(html: string): readonly HtmlForm[] {
  const controlTags = placed(html, ['input', 'select', 'textarea', 'button']);
  return placed(html, ['form']).map(({ attributes, at, end }) => {
    const belongs = (tag: Placed): boolean =>
      'form' in tag.attributes ? tag.attributes.form === attributes.id : tag.at > at && tag.at < end;
    const within = controlTags.filter((tag) => belongs(tag) && !('disabled' in tag.attributes));
    const controls = within.filter(
      ({ name, attributes: own }) =>
        name !== 'button' && own.name !== undefined && !['submit', 'button', 'file', 'image'].includes(own.type ?? ''),
    );
    return {
      id: attributes.id,
      method: (attributes.method ?? 'get').toUpperCase(),
      action: attributes.action ?? '',
      enctype: attributes.enctype ?? 'application/x-www-form-urlencoded',
      fields: controls.flatMap((one) => valuesOf(one).map((value) => [one.attributes.name ?? '', value] as const)),
      names: [...new Set(within.flatMap((one) => (one.attributes.name === undefined ? [] : [one.attributes.name])))],
      buttons: within
        .filter(({ name, attributes: own }) => name === 'button' && (own.type ?? 'submit') === 'submit')
        .map(({ attributes: own, inner }) => ({
          label: textOf(inner),
          name: own.name,
          value: own.value ?? '',
          action: own.formaction,
        })),
    };
  });
}
