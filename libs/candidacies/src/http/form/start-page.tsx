import { randomUUID } from 'node:crypto';
import type { Wave } from '@rebond/calls';
import { type Fault, type Siren, timeZoneOfDepartement } from '@rebond/kernel';
import type { FoundTerritory, TerritoryBody } from '@rebond/territories';
import { Button, ButtonGroup, ErrorSummary, faultAt, Form, Select, SummaryList } from '@rebond/ui';
import { t } from '../../messages.form.fr.js';
import { CutoffTime } from './cutoff-time.js';
import { EpciPicker } from './epci-picker.js';
import { PerimeterMap } from './perimeter.js';
import { leftText } from './words.js';

export interface StartProps {
  readonly wave: Wave;
  readonly lead: TerritoryBody | null;
  readonly members: readonly Siren[];
  readonly departement: string;
  readonly bodies: ReadonlyMap<Siren, TerritoryBody>;
  readonly found: { readonly query: string; readonly items: readonly FoundTerritory[] } | null;
  readonly faults: readonly Fault[];
  readonly refusal: string | null;
  readonly csrf: string | null;
  readonly now: Temporal.Instant;
}

/** The start of a candidacy: its wave, its lead, the other members of the perimeter and where they are. */
export function StartPage(props: StartProps) {
  const { wave, lead, members, bodies, faults, refusal, found, csrf, departement, now } = props;
  if (lead === null) return <p>{t('start.noSiren')}</p>;
  const all = [lead, ...members.flatMap((siren) => bodies.get(siren) ?? [])];
  const departements = [...new Set(all.flatMap((body) => body.departements))].sort();
  return (
    <>
      <ErrorSummary faults={faults} />
      {refusal === null ? null : <ErrorSummary title={refusal} faults={[]} />}
      <SummaryList
        rows={[
          { term: t('start.wave'), value: wave.name },
          {
            term: t('mine.cutoff'),
            value: (
              <>
                <CutoffTime at={wave.cutoffAt} zone={timeZoneOfDepartement(lead.departements[0] ?? '')} />,{' '}
                {leftText(now, wave.cutoffAt)}
              </>
            ),
          },
          { term: t('start.lead'), value: `${lead.name} (${lead.siren})` },
        ]}
      />
      <div class="rb-perimeter__parts">
        <Form action={`/candidatures/nouvelle?releve=${wave.id}`} csrf={csrf} once={randomUUID()}>
          <EpciPicker
            name="members"
            legend={t('start.members')}
            hint={t('start.membersHelp')}
            fault={faults.find(({ pointer }) => pointer.startsWith('/members'))?.detail}
            chosen={members}
            found={found}
            nameOf={(siren) => bodies.get(siren as Siren)?.name ?? siren}
            button={
              <Button kind="secondary" name="_act" value="search" icon="search-line">
                {t('epci.go')}
              </Button>
            }
          />
          <div data-refresh="departement">
            {departements.length > 1 ? (
              <Select
                name="departement"
                label={t('start.departement')}
                hint={t('start.departementHelp')}
                value={departement}
                options={departements.map((code) => ({ value: code, label: code }))}
                fault={faultAt(faults, '/departement')}
                required
              />
            ) : null}
          </div>
          <ButtonGroup>
            <Button>{t('start.submit')}</Button>
          </ButtonGroup>
        </Form>
        <div data-refresh="map">
          <PerimeterMap members={all} />
        </div>
      </div>
    </>
  );
}
