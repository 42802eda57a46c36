import { centsOfEuros, formatEuros, formatInstant } from '@rebond/kernel';
import { Badge, Button, Callout, ErrorSummary, Form, Table, type BadgeKind } from '@rebond/ui';
import { caseUrl } from '@rebond/candidacies';
import type { ListWithLinesView } from '../../application/read/present.js';
import { t } from '../../messages.fr.js';

export interface ListPageProps {
  readonly list: ListWithLinesView;
  /** Names of the cases that the reader may see. */
  readonly territories: ReadonlyMap<string, string>;
  readonly waves: ReadonlyMap<string, string>;
  readonly csrf: string | null;
  readonly once: () => string;
  readonly validates: boolean;
  readonly withdraws: boolean;
  /** Did the reader propose it? Then another person validates. */
  readonly isOwn: boolean;
  readonly refusal: string | null;
}

export const STATUS_KINDS: Readonly<Record<ListWithLinesView['status'], BadgeKind>> = {
  proposed: 'new',
  validated: 'success',
  withdrawn: 'none',
};

const at = (instant: string): string => formatInstant(Temporal.Instant.from(instant));

export const ListPage = (props: ListPageProps) => {
  const { list, refusal } = props;
  return (
    <>
      <ErrorSummary faults={[]} {...(refusal === null ? {} : { title: refusal })} />
      <Badge kind={STATUS_KINDS[list.status]}>{t(`status.${list.status}`)}</Badge>
      <p>
        {t('list.proposed', { at: at(list.proposed.at) })}
        {list.validated === null ? null : <>, {t('list.validatedAt', { at: at(list.validated.at) })}</>}
        {list.withdrawnAt === null ? null : <>, {t('list.withdrawnAt', { at: at(list.withdrawnAt) })}</>}
      </p>
      <Lines {...props} />
      {list.status === 'proposed' ? <Acts {...props} /> : null}
    </>
  );
};

const Lines = ({ list, territories, waves }: ListPageProps) => (
  <Table
    caption={list.title}
    captionHidden
    columns={[
      { key: 'territory', label: t('list.territory'), rowHeader: true },
      { key: 'decision', label: t('list.decision') },
      { key: 'amounts', label: t('list.amounts'), numeric: true },
      { key: 'texts', label: t('list.texts') },
    ]}
    rows={list.lines.map((line) => {
      const name = territories.get(line.candidacyId);
      const amounts = [
        ...(line.envelopeEur === null ? [] : [formatEuros(centsOfEuros(line.envelopeEur))]),
        ...(line.personDays === null ? [] : [t('list.days', { n: line.personDays })]),
      ];
      const texts = [
        ...line.reasons,
        ...(line.conditions === null ? [] : [line.conditions]),
        ...(line.nextWaveId === null ? [] : [t('list.deferred', { wave: waves.get(line.nextWaveId) ?? '' })]),
      ];
      return {
        key: line.candidacyId,
        cells: {
          territory: name === undefined ? t('list.hidden') : <a href={caseUrl(line.candidacyId)}>{name}</a>,
          decision: t(`outcome.${line.outcome}`),
          amounts: amounts.join(', '),
          texts: texts.map((one) => <p key={one}>{one}</p>),
        },
      };
    })}
  />
);

const Acts = ({ list, csrf, once, validates, withdraws, isOwn }: ListPageProps) => (
  <>
    {validates && !isOwn ? (
      <Callout title={t('list.validate')} kind="warning">
        <p>{t('list.validateHint', { n: list.lines.length })}</p>
        <Form action={`/selection/${list.id}/validation`} csrf={csrf} version={list.version} once={once()}>
          <Button>{t('list.validate')}</Button>
        </Form>
      </Callout>
    ) : null}
    {isOwn ? <p>{t('list.ownHint')}</p> : null}
    {withdraws ? (
      <Form action={`/selection/${list.id}/retrait`} csrf={csrf} version={list.version} once={once()}>
        <Button kind="tertiary">{t('list.withdraw')}</Button>
      </Form>
    ) : null}
  </>
);
