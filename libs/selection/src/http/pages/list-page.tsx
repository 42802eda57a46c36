import { waveInSentence } from '@rebond/calls';
import { formatInstant } from '@rebond/kernel';
import { Badge, ButtonGroup, eurosText, FormRefusal, LinkButton, SummaryList, Table, type BadgeKind } from '@rebond/ui';
import { caseUrl } from '@rebond/candidacies';
import type { LineView, ListWithLinesView } from '../../application/read/present.js';
import { stands } from '../../domain/decision-list.js';
import { t } from '../../messages.fr.js';
import { t as cancel } from '../../messages.cancel.fr.js';
import { t as evidence } from '../../messages.evidence.fr.js';
import { t as folder } from '../../messages.folder.fr.js';
import { t as letters } from '../../messages.letters.fr.js';
import type { ReaderView } from '../../application/embargo/circle.js';
import { CancellationPart } from '../cancel/cancellation-part.js';
import { Circle, fieldOfReader } from './circle.js';
import { Acts, fieldOfInstant, type ActsProps } from './list-acts.js';

export interface ListPageProps extends ActsProps {
  /** Names of the cases that the reader may see. */
  readonly territories: ReadonlyMap<string, string>;
  readonly waves: ReadonlyMap<string, string>;
  /** Who reads it before its announcement. */
  readonly readers: readonly ReaderView[];
  /** Functions that may be let in to read it. */
  readonly seats: readonly string[];
}

export const STATUS_KINDS: Readonly<Record<ListWithLinesView['status'], BadgeKind>> = {
  proposed: 'new',
  validated: 'warning',
  announced: 'success',
  withdrawn: 'none',
  cancelled: 'error',
};

const at = (instant: string): string => formatInstant(Temporal.Instant.from(instant));

export const ListPage = (props: ListPageProps) => (
  <>
    <FormRefusal again={props.again} fieldOf={props.again?.form === 'reader' ? fieldOfReader : fieldOfInstant} />
    <Badge kind={STATUS_KINDS[props.list.status]}>{t(`status.${props.list.status}`)}</Badge>
    <Facts {...props} />
    {stands(props.list) ? (
      <ButtonGroup>
        <LinkButton href={`/selection/${props.list.id}/dossier`} kind="secondary" icon="file-line">
          {folder('page.link')}
        </LinkButton>
      </ButtonGroup>
    ) : null}
    <Lines {...props} />
    <Differences {...props} />
    <Acts {...props} />
    <CancellationPart {...props} />
    {props.list.status === 'announced' ? (
      <p>
        <a class="fr-link" href={`/selection/${props.list.id}/notifications`}>
          {evidence('list.link')}
        </a>
      </p>
    ) : null}
    {stands(props.list) && (props.list.status !== 'announced' || props.readers.length > 0) ? (
      <Circle {...props} listId={props.list.id} manages={props.announces && props.list.status !== 'announced'} />
    ) : null}
  </>
);

const signed = (act: string, { onBehalfOf }: { readonly onBehalfOf: string | null }): string =>
  onBehalfOf === null ? act : t('list.byDelegation', { act });

function Facts({ list }: ListPageProps) {
  const { proposed, validated, announcedAt, announceAt, withdrawnAt, cancelledAt } = list;
  const acts = [
    signed(t('list.proposed', { at: at(proposed.at) }), proposed),
    ...(validated === null ? [] : [signed(t('list.validatedAt', { at: at(validated.at) }), validated)]),
    ...(list.status !== 'validated' || announceAt === null ? [] : [t('announce.scheduledAt', { at: at(announceAt) })]),
    ...(announcedAt === null ? [] : [t('list.announcedOn', { at: at(announcedAt) })]),
    ...(withdrawnAt === null ? [] : [t('list.withdrawnAt', { at: at(withdrawnAt) })]),
    ...(cancelledAt === null ? [] : [cancel('cancelled.at', { at: at(cancelledAt) })]),
  ];
  return (
    <SummaryList
      rows={[
        ...(list.number === null ? [] : [{ term: t('list.number'), value: list.number }]),
        { term: t('list.acts'), value: acts.map((one) => <p key={one}>{one}</p>) },
        ...(list.contentHash === null ? [] : [{ term: t('list.hash'), value: <code>{list.contentHash}</code> }]),
      ]}
    />
  );
}

const amountsOf = (line: LineView): string =>
  [
    ...(line.envelopeEur === null ? [] : [eurosText({ euros: line.envelopeEur })]),
    ...(line.personDays === null ? [] : [t('list.days', { n: line.personDays })]),
  ].join('\n');

const Case = ({ id, territories }: { readonly id: string } & Pick<ListPageProps, 'territories'>) => {
  const name = territories.get(id);
  return name === undefined ? <>{t('list.hidden')}</> : <a href={caseUrl(id)}>{name}</a>;
};

const Letter = ({
  list,
  id,
  name,
}: { readonly id: string; readonly name: string | undefined } & Pick<ListPageProps, 'list'>) =>
  name !== undefined && stands(list) ? (
    <a class="fr-link fr-link--download" href={`/api/decision-lists/${list.id}/lines/${id}/letter`} download>
      {letters(list.number === null ? 'letter.preview' : 'letter.read')}
      <span class="fr-sr-only"> – {name}</span>
    </a>
  ) : null;

const hasTexts = ({ reasons, conditions, nextWaveId }: LineView): boolean =>
  reasons.length > 0 || conditions !== null || nextWaveId !== null;

const Lines = ({ list, territories, waves }: ListPageProps) => (
  <Table
    caption={list.title}
    captionHidden
    columns={[
      { key: 'territory', label: t('list.territory'), rowHeader: true },
      { key: 'decision', label: t('list.decision') },
      { key: 'amounts', label: t('list.amounts'), numeric: true },
      ...(list.lines.some(hasTexts) ? [{ key: 'texts', label: t('list.texts') }] : []),
      { key: 'letter', label: letters('letter.read') },
    ]}
    rows={list.lines.map((line) => {
      const texts = [
        ...line.reasons,
        ...(line.conditions === null ? [] : [line.conditions]),
        ...(line.nextWaveId === null
          ? []
          : [t('list.deferred', { wave: waveInSentence(waves.get(line.nextWaveId) ?? '') })]),
      ];
      const struck = line.struckAt === null ? null : t('list.struck', { at: at(line.struckAt) });
      return {
        key: line.candidacyId,
        cells: {
          territory: <Case id={line.candidacyId} territories={territories} />,
          decision: struck ?? t(`decided.${line.outcome}`),
          amounts: struck === null ? <span class="rb-lines">{amountsOf(line)}</span> : '',
          texts: texts.map((one) => <p key={one}>{one}</p>),
          letter: <Letter list={list} id={line.candidacyId} name={territories.get(line.candidacyId)} />,
        },
      };
    })}
  />
);

const Differences = ({ list, territories }: ListPageProps) =>
  list.differences.length === 0 ? null : (
    <Table
      caption={t('list.differences')}
      columns={[
        { key: 'case', label: t('difference.case'), rowHeader: true },
        { key: 'was', label: t('difference.was') },
        { key: 'reason', label: t('difference.reason') },
      ]}
      rows={list.differences.map(({ candidacyId, version, outcomeBefore, reason, by }) => ({
        key: `${candidacyId}-${String(version)}`,
        cells: {
          case: <Case id={candidacyId} territories={territories} />,
          was: outcomeBefore === null ? t('difference.erased') : t(`decided.${outcomeBefore}`),
          reason: `${reason ?? t('difference.erased')} (${signed(at(by.at), by)})`,
        },
      }))}
    />
  );
