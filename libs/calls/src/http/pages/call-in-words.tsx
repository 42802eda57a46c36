import { Details, eurosText, SummaryList, Table } from '@rebond/ui';
import type { CallDefinition } from '../../domain/definition/definition.js';
import { t } from '../../messages.fr.js';
import { filesOf, formatInWords, requirementInWords } from './words.js';

interface Props {
  readonly definition: CallDefinition;
}

/** Criteria and their weights; what each note is worth, folded. */
export const GridInWords = ({ definition: { grid } }: Props) => (
  <>
    <Table
      caption={t('wave.gridCaption')}
      columns={[
        { key: 'label', label: t('wave.criterion'), rowHeader: true },
        { key: 'weight', label: t('wave.weight'), numeric: true },
      ]}
      rows={grid.criteria.map(({ key, label, help, weight }) => ({
        key,
        cells: {
          label: (
            <>
              {label}
              {help ? <span class="fr-hint-text">{help}</span> : null}
            </>
          ),
          weight,
        },
      }))}
    />
    <p>{t('wave.reviewers', { count: grid.reviewersPerCandidacy })}</p>
    <Details summary={t('wave.levels')}>
      {grid.criteria.map(({ key, label, levels }) => (
        <div key={key} class="rb-levels">
          <p>
            <strong>{label}</strong>
          </p>
          <ul>
            {levels.map(({ score, label: level, anchor }) => (
              <li key={score}>
                {t('wave.level', { score, label: level })} – {anchor}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Details>
  </>
);

/** What a laureate receives. */
export const AmountsInWords = ({ definition: { amounts } }: Props) => (
  <SummaryList
    rows={[
      ...(amounts.engineering
        ? [
            {
              term: t('wave.personDays'),
              value: t('wave.personDaysValue', { count: amounts.engineering.personDays }),
            },
          ]
        : []),
      {
        term: t('wave.envelope'),
        value: t('wave.envelopeValue', {
          min: eurosText({ euros: amounts.envelope.minEur }),
          max: eurosText({ euros: amounts.envelope.maxEur }),
        }),
      },
      { term: t('wave.funders'), value: amounts.funders.map(({ label }) => label).join(', ') },
    ]}
  />
);

/** Files to provide, and when. */
export const PiecesInWords = ({ definition }: Props) => (
  <Table
    caption={t('wave.piecesCaption')}
    captionHidden
    columns={[
      { key: 'label', label: t('wave.piece'), rowHeader: true },
      { key: 'when', label: t('wave.pieceWhen') },
      { key: 'format', label: t('wave.pieceFormat') },
    ]}
    rows={filesOf(definition).map((file) => ({
      key: file.key,
      cells: {
        label: (
          <>
            {file.label}
            {file.perEpci ? <span class="fr-hint-text">{t('wave.perEpci')}</span> : null}
          </>
        ),
        when: requirementInWords(file.requirement, file.promisedWithin),
        format: formatInWords(file),
      },
    }))}
  />
);

/** Who is asked for an opinion. */
export const OpinionsInWords = ({ definition: { opinions } }: Props) => (
  <ul>
    {opinions.map(({ key, label, mandatory }) => (
      <li key={key}>
        {label} ({t(mandatory ? 'wave.opinionMandatory' : 'wave.opinionOptional')})
      </li>
    ))}
  </ul>
);
