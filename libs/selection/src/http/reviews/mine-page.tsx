import { waveInSentence } from '@rebond/calls';
import { formatInstant } from '@rebond/kernel';
import { Badge, Table, type BadgeKind } from '@rebond/ui';
import type { AskedView } from '../../application/reviews/present.js';
import { t } from '../../messages.reviews.fr.js';

type Status = 'late' | 'todo' | 'begun' | 'submitted';

const KINDS: Readonly<Record<Status, BadgeKind>> = { late: 'error', todo: 'new', begun: 'info', submitted: 'success' };

export const statusOf = ({ submittedAt, isLate, version }: AskedView): Status => {
  if (submittedAt !== null) return 'submitted';
  if (isLate) return 'late';
  return version > 0 ? 'begun' : 'todo';
};

export const ReviewBadge = ({ asked }: { readonly asked: AskedView }) => (
  <Badge kind={KINDS[statusOf(asked)]}>{t(`status.${statusOf(asked)}`)}</Badge>
);

/** Reviews asked of the reader, the first due first, and where they say what they know. */
export const MinePage = ({ asked }: { readonly asked: readonly AskedView[] }) => {
  const waves = new Map(asked.map(({ waveId, wave }) => [waveId, wave]));
  return (
    <>
      <Table
        caption={t('mine.title')}
        captionHidden
        empty={t('mine.empty')}
        columns={[
          { key: 'territory', label: t('mine.territory') },
          { key: 'wave', label: t('mine.wave') },
          { key: 'due', label: t('mine.due') },
          { key: 'status', label: t('mine.status') },
        ]}
        rows={asked.map((one) => ({
          key: one.id,
          href: `/relectures/${one.id}`,
          marked: one.isLate,
          cells: {
            territory: one.territory,
            wave: one.wave,
            due: formatInstant(Temporal.Instant.from(one.dueAt)),
            status: <ReviewBadge asked={one} />,
          },
        }))}
      />
      {[...waves].map(([id, wave]) => (
        <p key={id}>
          <a href={`/relectures/connaissances/${id}`}>{t('expertise.link', { wave: waveInSentence(wave) })}</a>
        </p>
      ))}
    </>
  );
};
