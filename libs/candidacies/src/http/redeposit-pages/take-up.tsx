import type { Wave } from '@rebond/calls';
import type { DomainError } from '@rebond/kernel';
import { Button, ButtonGroup, faultAt, Form, LinkButton, Radios } from '@rebond/ui';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.case.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Deadline } from '../frame/deadline.js';
import { Refused } from '../frame/refused.js';

export interface TakeUpProps {
  readonly candidacy: Candidacy;
  readonly waves: readonly Wave[];
  readonly csrf: string | null;
  readonly once: string;
  readonly refusal: DomainError | null;
}

/** The choice of the wave in which the old answers start a new draft. */
export const TakeUp = ({ candidacy, waves, csrf, once, refusal }: TakeUpProps) => (
  <>
    <Refused refusal={refusal} />
    <p>{t('takeUp.lead')}</p>
    {waves.length === 0 ? (
      <p>{t('takeUp.noWave')}</p>
    ) : (
      <Form action={caseUrl(candidacy.id, 'reprise')} csrf={csrf} once={once}>
        <Radios
          name="waveId"
          legend={t('takeUp.wave')}
          required
          value={candidacy.context.nextWaveId ?? waves[0]?.id}
          fault={faultAt(refusal?.faults ?? [], '/waveId')}
          options={waves.map((wave) => ({
            value: wave.id,
            label: wave.name,
            hint: (
              <>
                {t('identity.cutoff')} <Deadline at={wave.cutoffAt} departement={candidacy.departement} />
              </>
            ),
          }))}
        />
        <ButtonGroup>
          <Button>{t('takeUp.confirm')}</Button>
          <LinkButton href={caseUrl(candidacy.id)} kind="secondary">
            {t('leave.back')}
          </LinkButton>
        </ButtonGroup>
      </Form>
    )}
  </>
);
