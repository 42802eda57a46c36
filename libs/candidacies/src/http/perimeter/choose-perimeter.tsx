import type { DomainError, Siren } from '@rebond/kernel';
import type { FoundTerritory, TerritoryBody } from '@rebond/territories';
import { Button, ButtonGroup, Form, LinkButton, SummaryList } from '@rebond/ui';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.perimeter.fr.js';
import { t as form } from '../../messages.form.fr.js';
import { EpciPicker } from '../form/epci-picker.js';
import { PerimeterMap } from '../form/perimeter.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';

export interface ChooseProps {
  /** As its territory writes it. */
  readonly candidacy: Candidacy;
  /** Ticked, beside the lead. */
  readonly members: readonly Siren[];
  readonly bodies: ReadonlyMap<Siren, TerritoryBody>;
  readonly found: { readonly query: string; readonly items: readonly FoundTerritory[] } | null;
  readonly refusal: DomainError | null;
  readonly csrf: string | null;
}

/** First step: who is candidate with the lead, and where that is. */
export function ChoosePerimeter({ candidacy, members, bodies, found, refusal, csrf }: ChooseProps) {
  const { leadSiren, perimeter, state } = candidacy;
  const nameOf = (siren: string): string => bodies.get(siren as Siren)?.name ?? siren;
  return (
    <>
      <Refused refusal={refusal} />
      <p>{t('lead')}</p>
      {state === 'draft' ? null : <p>{t('atNextDeposit')}</p>}
      <SummaryList rows={[{ term: t('leadEpci'), value: `${nameOf(leadSiren)} (${leadSiren})` }]} />
      <div class="rb-perimeter__parts">
        <Form action={caseUrl(candidacy.id, 'perimetre')} csrf={csrf} version={candidacy.version}>
          <EpciPicker
            name="members"
            legend={t('members')}
            hint={t('membersHelp')}
            fault={refusal?.faults.find(({ pointer }) => pointer.startsWith('/members'))?.detail}
            chosen={members}
            offered={perimeter.filter((siren) => siren !== leadSiren)}
            found={found}
            nameOf={nameOf}
            button={
              <Button kind="secondary" name="_act" value="search" icon="search-line">
                {form('epci.go')}
              </Button>
            }
          />
          <ButtonGroup>
            <Button name="_act" value="review">
              {t('review')}
            </Button>
            <LinkButton href={caseUrl(candidacy.id, 'formulaire')} kind="secondary">
              {t('cancel')}
            </LinkButton>
          </ButtonGroup>
        </Form>
        <div data-refresh="map">
          <PerimeterMap members={[leadSiren, ...members].flatMap((siren) => bodies.get(siren) ?? [])} />
        </div>
      </div>
    </>
  );
}
