import { formatDeadline, formatInstant } from '@rebond/kernel';
import { Badge, type BadgeKind } from '@rebond/ui';
import type { ComponentChildren } from 'preact';
import type { Opinion, Stance } from '../../application/opinions/opinion-rows.js';
import { t } from '../../messages.worklist.fr.js';

const KINDS: Readonly<Record<Stance, BadgeKind>> = {
  favourable: 'success',
  reserved: 'warning',
  unfavourable: 'error',
};

const askedOf = ({ label, organisation, adviser }: Opinion): string =>
  organisation === null
    ? t('opinion.byAdviser', { label, name: adviser?.name ?? '' })
    : t('opinion.byOrganisation', { label, name: organisation.name });

function waitingOf({ dueAt }: Opinion, now: Temporal.Instant): string {
  const due = formatDeadline(dueAt);
  return Temporal.Instant.compare(dueAt, now) < 0 ? t('opinion.overdue', { due }) : t('opinion.waiting', { due });
}

interface OpinionItemProps {
  readonly opinion: Opinion;
  readonly now: Temporal.Instant;
  /** The form by which the reader gives it. */
  readonly children?: ComponentChildren;
}

/** One opinion: who was asked what, and what was answered. */
export const OpinionItem = ({ opinion, now, children }: OpinionItemProps) => (
  <li class="rb-opinion" id={`avis-${opinion.id}`}>
    <h3 class="fr-h6">
      {askedOf(opinion)}
      {opinion.mandatory ? <span class="fr-hint-text"> ({t('opinion.mandatory')})</span> : null}
    </h3>
    <p class="rb-prose">{opinion.question}</p>
    {opinion.given === null ? (
      <p>
        <strong>{waitingOf(opinion, now)}</strong>
      </p>
    ) : (
      <>
        <Badge kind={KINDS[opinion.given.stance]}>{t(`opinion.stance.${opinion.given.stance}`)}</Badge>
        {opinion.given.text === null ? null : <p class="rb-prose">{opinion.given.text}</p>}
        <p class="fr-hint-text">
          {t('opinion.givenBy', { at: formatInstant(opinion.given.at), signed: opinion.given.signed })}
        </p>
      </>
    )}
    {children}
  </li>
);
