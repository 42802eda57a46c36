import { say } from '@rebond/kernel';
import { COMMON_PLACEHOLDERS, TEXT_NAMES, textRule } from '../definition/texts.js';
import type { TextName } from '../definition/texts.js';
import { hasStrayBraces, placeholdersOf } from '../fill-text.js';
import { check, issue } from './check.js';

export const neededTextsAreThere = check(['texts', 'phases', 'calendar', 'opinions'], (parts) => {
  const needed = {
    always: true,
    engineering: parts.phases.engineering,
    committees: parts.calendar.committees.length > 0,
    opinions: parts.opinions.length > 0,
  };
  return TEXT_NAMES.flatMap((name) =>
    needed[textRule(name).when] && !parts.texts[name]
      ? [issue(['texts'], 'missing-text', say`texte absent : ${name}`)]
      : [],
  );
});

export const placeholdersAreKnown = check(['texts'], ({ texts }) =>
  (Object.keys(texts) as TextName[]).flatMap((name) => {
    const text = texts[name];
    if (!text) return [];
    const rule = textRule(name);
    const known = new Set<string>([...COMMON_PLACEHOLDERS, ...rule.own]);
    const unknown = (['subject', 'body'] as const).flatMap((part) => [
      ...placeholdersOf(text[part])
        .filter((placeholder) => !known.has(placeholder))
        .map((placeholder) =>
          issue(
            ['texts', name, part],
            'unknown-placeholder',
            say`« {{${placeholder}}} » n'existe pas dans ${name} ; possibles : ${[...known].join(', ')}`,
          ),
        ),
      ...(hasStrayBraces(text[part])
        ? [issue(['texts', name, part], 'stray-braces', say`accolades doubles mal formées : {{nom}} attendu`)]
        : []),
    ]);
    const used = new Set([...placeholdersOf(text.subject), ...placeholdersOf(text.body)]);
    const absent = rule.must.filter((placeholder) => !used.has(placeholder));
    return absent.length === 0
      ? unknown
      : [
          ...unknown,
          issue(
            ['texts', name, 'body'],
            'missing-mention',
            say`mention obligatoire absente de ${name} : ${absent.map((placeholder) => `{{${placeholder}}}`).join(', ')}`,
          ),
        ];
  }),
);
