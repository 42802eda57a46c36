import type { DomainError, Siren } from '@rebond/kernel';
import type { AreaNames, TerritoryBody } from '@rebond/territories';
import { Button, ButtonGroup, Checkboxes, faultAt, fieldId, Form, Select, SummaryList } from '@rebond/ui';
import type { PlannedPerimeter } from '../../application/perimeter/change-perimeter.js';
import type { Consequences } from '../../application/perimeter/consequences.js';
import { t } from '../../messages.perimeter.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';

export interface ReviewProps {
  readonly planned: PlannedPerimeter;
  /** The préfet is for the lead to name: nothing says which. */
  readonly isDepartementOpen: boolean;
  readonly consequences: Consequences;
  readonly bodies: ReadonlyMap<Siren, TerritoryBody>;
  readonly areas: AreaNames;
  readonly refusal: DomainError | null;
  readonly csrf: string | null;
  readonly once: string;
}

const codesOf = (members: readonly TerritoryBody[], kind: 'departements' | 'regions'): readonly string[] =>
  [...new Set(members.flatMap((one) => one[kind]))].sort();

/** Whether the members leave a choice of préfet or of Régions. */
export const hasAuthorityChoice = (members: readonly TerritoryBody[]): boolean =>
  codesOf(members, 'departements').length > 1 || codesOf(members, 'regions').length > 1;

function Effects({ planned: { before, change }, consequences }: Pick<ReviewProps, 'planned' | 'consequences'>) {
  const { people, askedOfNewcomers, stillNaming } = consequences;
  const { joined, left } = change;
  return (
    <>
      <h2>{t('consequences')}</h2>
      <ul>
        <li>{before.state === 'draft' ? t('when.now') : t('atNextDeposit')}</li>
        {joined.length === 0 ? null : <li>{t('access.joined', { count: joined.length })}</li>}
        {askedOfNewcomers.length === 0 ? null : <li>{t('asked', { pieces: askedOfNewcomers.join(', ') })}</li>}
        {left.length === 0 ? null : <li>{t('access.left', { count: people.length, people: people.join(', ') })}</li>}
        {left.length === 0 ? null : <li>{t('kept')}</li>}
        {stillNaming.length === 0 ? null : <li>{t('naming', { fields: stillNaming.join(', ') })}</li>}
      </ul>
    </>
  );
}

function Authorities({ planned: { after, members }, isDepartementOpen, areas, refusal }: ReviewProps) {
  const departements = codesOf(members, 'departements');
  const regions = codesOf(members, 'regions');
  const faults = refusal?.faults ?? [];
  return (
    <>
      {departements.length < 2 ? null : (
        <Select
          name="departement"
          label={t('departement')}
          hint={t('departementHelp')}
          value={isDepartementOpen ? '' : after.departement}
          options={departements.map((code) => ({
            value: code,
            label: `${areas.departements.get(code) ?? ''} (${code})`.trim(),
          }))}
          fault={faultAt(faults, '/departement')}
          required
        />
      )}
      {regions.length < 2 ? null : (
        <>
          <input type="hidden" name="_regions" value="several" />
          <Checkboxes
            name="regions"
            legend={t('regions')}
            hint={t('regionsHelp')}
            values={after.regions}
            options={regions.map((code) => ({ value: code, label: areas.regions.get(code) ?? code }))}
            fault={faults.find(({ pointer }) => pointer.startsWith('/regions'))?.detail}
            required
          />
        </>
      )}
    </>
  );
}

/** Second step: who joins and who leaves, what that brings, and whom the case then comes under. */
export function ReviewPerimeter(props: ReviewProps) {
  const { planned, bodies, refusal, csrf, once } = props;
  const { before, after, change } = planned;
  const namesOf = (sirens: readonly Siren[]) =>
    sirens.length === 0 ? (
      t('nobody')
    ) : (
      <ul class="rb-plain-list">
        {sirens.map((siren) => (
          <li key={siren}>{bodies.get(siren)?.name ?? siren}</li>
        ))}
      </ul>
    );
  return (
    <>
      <Refused refusal={refusal} idOf={(pointer) => fieldId(pointer.split('/')[1] ?? '')} />
      <SummaryList
        rows={[
          { term: t('joined'), value: namesOf(change.joined) },
          { term: t('left'), value: namesOf(change.left) },
          { term: t('after'), value: namesOf(after.perimeter) },
        ]}
      />
      <Effects {...props} />
      <Form action={caseUrl(before.id, 'perimetre')} csrf={csrf} version={before.version} once={once}>
        {after.perimeter
          .filter((siren) => siren !== before.leadSiren)
          .map((siren) => (
            <input key={siren} type="hidden" name="members" value={siren} />
          ))}
        <Authorities {...props} />
        <ButtonGroup>
          <Button name="_act" value="confirm">
            {t('confirm')}
          </Button>
          <Button name="_act" value="choose" kind="secondary">
            {t('back')}
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}
