import { formatInstant, formatNumber, isKeyOf } from '@rebond/kernel';
import { Button, ButtonGroup, Figures, Form, FranceMap, Table } from '@rebond/ui';
import type { FolderPreview } from '../../application/folder/preview-folder.js';
import { euros } from '../../application/folder/folder-words.js';
import { OUTCOMES } from '../../domain/lines.js';
import { t as lists } from '../../messages.fr.js';
import { t } from '../../messages.folder.fr.js';
import { STATUS_KINDS } from '../pages/list-page.js';

/** Lists whose folder takes a while. */
const LONG = 300;

export interface FolderPageProps extends FolderPreview {
  readonly csrf: string | null;
}

/** What the folder contains, the forms that have it made, and the folders made before. */
export const FolderPage = ({ list, tally, laureates, productions, csrf }: FolderPageProps) => (
  <>
    <Form action={`/selection/${list.id}/dossier`} csrf={csrf} download>
      <ButtonGroup>
        <Button name="as" value="inline" icon="eye-line">
          {t('page.read')}
        </Button>
        <Button name="as" value="attachment" kind="secondary" icon="download-line">
          {t('page.download')}
        </Button>
      </ButtonGroup>
    </Form>
    <p>
      {t('page.logged')} {list.size < LONG ? '' : t('page.long')}
    </p>
    <Figures
      figures={[
        ...OUTCOMES.map((outcome) => ({
          label: t(`figures.${outcome}`),
          value: formatNumber(tally.outcomes[outcome]),
        })),
        { label: t('figures.envelope'), value: euros(tally.envelopeCents) },
        { label: t('figures.days'), value: formatNumber(tally.personDays) },
      ]}
    />
    <FranceMap
      title={t('page.laureates')}
      values={laureates}
      valueLabel={t('figures.select')}
      format={(n) => t('map.legend', { from: n })}
    />
    <Table
      caption={t('page.produced')}
      empty={t('page.none')}
      columns={[
        { key: 'at', label: t('page.at'), rowHeader: true },
        { key: 'by', label: t('page.by') },
        { key: 'state', label: t('page.state') },
        { key: 'print', label: t('page.print') },
      ]}
      rows={productions.map((one) => ({
        key: one.sha256 + one.at.toString(),
        cells: {
          at: formatInstant(one.at),
          by: one.by,
          state: isKeyOf(STATUS_KINDS, one.status) ? lists(`status.${one.status}`) : one.status,
          print: <code>{one.sha256}</code>,
        },
      }))}
    />
  </>
);
