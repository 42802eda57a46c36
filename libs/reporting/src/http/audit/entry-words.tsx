import { isKeyOf } from '@rebond/kernel';
import type { Entry } from '../../application/journal/entries.js';
import { kindOf, subjectOf, type Names } from '../../application/journal/names.js';
import { t } from '../../messages.audit.fr.js';

interface Props {
  readonly entry: Entry;
  readonly names: Names;
}

const AUDIENCES = { everyone: 1, territory: 1, state: 1, thread: 1, system: 1 } as const;

export const audienceText = (audience: string): string =>
  isKeyOf(AUDIENCES, audience) ? t(`audience.${audience}`) : audience;

/** What each stream keeps the journal of; a team's is that of its case. */
const KINDS = {
  candidacy: 'kind.candidacy',
  team: 'kind.candidacy',
  wave: 'kind.wave',
  'review-round': 'kind.round',
  'decision-list': 'kind.list',
  session: 'kind.session',
  call: 'kind.call',
  seat: 'kind.seat',
  person: 'kind.person',
  organisation: 'kind.organisation',
  question: 'kind.question',
  recusals: 'kind.recusals',
  territories: 'kind.territories',
  draw: 'kind.draw',
  link: 'kind.link',
  mail: 'kind.mail',
  meeting: 'kind.meeting',
} as const;

const kindText = (kind: string): string => t(isKeyOf(KINDS, kind) ? KINDS[kind] : 'kind.other');

/** What an entry is about, by its name, or by its kind where it has none. */
export function Subject({ entry, names }: Props) {
  const name = subjectOf(entry, names);
  const kind = kindText(kindOf(entry));
  if (name === null) return <>{kind}</>;
  return (
    <>
      {entry.candidacy_id === null ? name : <a href={`/candidatures/${entry.candidacy_id}`}>{name}</a>}
      <br />
      <span class="fr-hint-text">{kind}</span>
    </>
  );
}

/** Who wrote it: the person, then the seat with its organisation; the portal itself where nobody did. */
export function Actor({ entry: { person_id, seat_id }, names }: Props) {
  if (person_id === null && seat_id === null) return <>{t('audit.machine')}</>;
  const seat = seat_id === null ? undefined : names.get(seat_id);
  return (
    <>
      {person_id === null ? null : (names.get(person_id) ?? t('audit.unnamed'))}
      {person_id === null || seat === undefined ? null : <br />}
      {seat === undefined ? null : person_id === null ? seat : <span class="fr-hint-text">{seat}</span>}
    </>
  );
}
