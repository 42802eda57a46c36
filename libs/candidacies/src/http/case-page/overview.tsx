import { waveInSentence } from '@rebond/calls';
import { scopeOf, type Role } from '@rebond/identity';
import { Badge, ButtonGroup, Callout, LinkButton } from '@rebond/ui';
import type { Offer } from '../../application/read/offers.js';
import { t } from '../../messages.case.fr.js';
import { ApprovalList } from '../team/approval-list.js';
import { caseUrl } from '../frame/case-frame.js';
import { Deadline } from '../frame/deadline.js';
import { Deposits } from './deposits.js';
import { CompletionsDue, PiecesDue } from './due.js';
import { History, Outcome, Overlapping } from './facts.js';
import { Identity } from './identity.js';
import type { OverviewProps } from './overview-props.js';
import { Undelivered } from './undelivered.js';

/** Where each act is done. */
const PAGES: Readonly<Record<Offer, readonly string[]>> = {
  edit: ['formulaire'],
  deposit: ['depot'],
  amend: ['formulaire'],
  'answer-completion': ['complements'],
  'provide-piece': ['pieces'],
  'ask-approval': ['approbation'],
  assess: ['instruction'],
  'request-completion': ['instruction'],
  redeposit: ['reprise'],
  withdraw: ['retrait'],
  abandon: ['abandon'],
  close: ['cloture'],
};

const TERRITORY: ReadonlySet<Role> = new Set(['epci_lead', 'epci_member']);
const ENDINGS: ReadonlySet<Offer> = new Set(['withdraw', 'abandon', 'close']);

/** What the desk does on one page is one button. */
const withoutDoubles = (offers: readonly Offer[]): readonly Offer[] =>
  offers.filter((offer, i) => offers.findIndex((one) => PAGES[one][0] === PAGES[offer][0]) === i);

function NextStepBox({ candidacy, lead, next, nextWave, offers, role, wave }: OverviewProps) {
  const { step, side, until } = next;
  const shown = withoutDoubles(offers).filter((offer) => !ENDINGS.has(offer));
  return (
    <Callout title={t(`next.${step}`)} {...(step === 'complete' ? { kind: 'warning' as const } : {})}>
      <p>
        {t(`next.${step}.text`, { wave: waveInSentence(wave.name), nextWave: waveInSentence(nextWave?.name ?? '') })}
      </p>
      {side === 'nobody' ? null : (
        <ul class="rb-plain-list">
          <li>{t('next.who', { who: t(`side.${side}`) })}</li>
          {until === null ? null : (
            <li>
              {t(step === 'deposit' || step === 'complete' ? 'next.until' : 'next.silence')}{' '}
              <strong>
                <Deadline at={until} departement={candidacy.departement} />
              </strong>
            </li>
          )}
        </ul>
      )}
      {step === 'deposit' && TERRITORY.has(role) && !offers.includes('deposit') ? (
        <p>{t('next.deposit.byLead', { lead })}</p>
      ) : null}
      {shown.length === 0 ? null : (
        <ButtonGroup>
          {shown.map((offer, i) => (
            <LinkButton
              key={offer}
              href={caseUrl(candidacy.id, ...PAGES[offer])}
              kind={i === 0 ? 'primary' : 'secondary'}
            >
              {t(`offer.${offer}`)}
            </LinkButton>
          ))}
        </ButtonGroup>
      )}
    </Callout>
  );
}

const Unread = ({ candidacy, unread, role }: OverviewProps) =>
  unread === 0 || scopeOf(role, 'message.read') === null ? null : (
    <p class="rb-unread">
      <Badge kind="new">{t('overview.unreadBadge')}</Badge>{' '}
      <a class="fr-link" href={caseUrl(candidacy.id, 'messages')}>
        {t('overview.unread', { count: unread })}
      </a>
    </p>
  );

const Endings = ({ candidacy, offers }: OverviewProps) => {
  const shown = offers.filter((offer) => ENDINGS.has(offer));
  return shown.length === 0 ? null : (
    <section aria-labelledby="fin">
      <h2 id="fin">{t('overview.endings')}</h2>
      <ul class="rb-links">
        {shown.map((offer) => (
          <li key={offer}>
            <a class="fr-link" href={caseUrl(candidacy.id, ...PAGES[offer])}>
              {t(`offer.${offer}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** State, next step, what is owed, receipts and perimeter of a case. */
export const Overview = (props: OverviewProps) => (
  <div class="rb-case">
    <Outcome {...props} />
    {props.candidacy.state === 'closed' ? null : <NextStepBox {...props} />}
    <Unread {...props} />
    <Undelivered {...props} />
    <CompletionsDue {...props} />
    <PiecesDue {...props} />
    <ApprovalList {...props} />
    <Deposits {...props} />
    <Identity {...props} />
    <Overlapping {...props} />
    <History {...props} />
    <Endings {...props} />
  </div>
);
