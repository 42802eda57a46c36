import { SummaryList, Time } from '@rebond/ui';
import { t } from '../../messages.case.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Deadline } from '../frame/deadline.js';
import type { OverviewProps } from './overview-props.js';

/** Who is candidate, where, in which wave, and whom to ask. */
export const Identity = ({ candidacy, wave, callTitle, perimeter, mayChangePerimeter, service }: OverviewProps) => (
  <section aria-labelledby="identite">
    <h2 id="identite">{t('overview.identity')}</h2>
    <SummaryList
      rows={[
        { term: t('identity.call'), value: callTitle },
        {
          term: t('identity.wave'),
          value: (
            <>
              {wave.name} – {t('identity.cutoff')} <Deadline at={wave.cutoffAt} departement={candidacy.departement} />
            </>
          ),
        },
        {
          term: t('identity.perimeter'),
          value: (
            <ul class="rb-plain-list">
              {perimeter.map(({ siren, name }) => (
                <li key={siren}>
                  {siren === candidacy.leadSiren ? `${name} ${t('identity.lead')}` : name}
                  <span class="fr-hint-text">{t('identity.siren', { siren })}</span>
                </li>
              ))}
            </ul>
          ),
          ...(mayChangePerimeter
            ? {
                action: {
                  href: caseUrl(candidacy.id, 'perimetre'),
                  label: t('identity.change'),
                  about: t('identity.changeWhat'),
                },
              }
            : {}),
        },
        { term: t('identity.departement'), value: candidacy.departement },
        { term: t('identity.started'), value: <Time at={candidacy.startedAt} dateOnly /> },
        ...(candidacy.receiptNumber === null ? [] : [{ term: t('identity.receipt'), value: candidacy.receiptNumber }]),
        {
          term: t('identity.service'),
          value: (
            <>
              {service.name}
              <br />
              <a href={`mailto:${service.email}`}>{service.email}</a> – {service.phone}
            </>
          ),
        },
      ]}
    />
  </section>
);
