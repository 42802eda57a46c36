import type { z } from 'zod';
import { caseUrl } from '@rebond/candidacies';
import type { CandidacyId } from '@rebond/kernel';
import { Button, ButtonGroup, Form, LinkButton, Table, Upload, formState, type Again } from '@rebond/ui';
import { LARGEST_CSV, type ImportKind } from '../../application/imports/pending-imports.js';
import { interviewRow, projectRow } from '../../domain/import-rows.js';
import { t } from '../../messages.fr.js';
import { t as i } from '../../messages.import.fr.js';
import { PANELS } from './panels.js';

const SCHEMAS = { interviews: interviewRow, projects: projectRow } as const;

type Column = keyof typeof interviewRow.shape | keyof typeof projectRow.shape;

/** The columns as the import's own schema has them. */
const columnsOf = (kind: ImportKind): readonly { readonly name: Column; readonly isRequired: boolean }[] =>
  Object.entries<z.ZodType>(SCHEMAS[kind].shape).map(([name, type]) => ({
    name: name as Column,
    isRequired: !type.safeParse(undefined).success,
  }));

export interface UploadFormProps {
  readonly id: CandidacyId;
  readonly kind: ImportKind;
  readonly csrf: string | null;
  readonly again: Again | null;
}

export function UploadForm({ id, kind, csrf, again }: UploadFormProps) {
  const { value: _, ...field } = formState('import', again).field('file');
  return (
    <>
      <Form action={caseUrl(id, PANELS[kind], 'import')} csrf={csrf} files>
        <Upload
          {...field}
          label={i('import.file')}
          hint={i('import.fileHint')}
          accept=".csv,text/csv"
          maxBytes={LARGEST_CSV}
          required
        />
        <ButtonGroup inline>
          <Button icon="upload-line">{i('import.check')}</Button>
          <LinkButton href={caseUrl(id, PANELS[kind])} kind="tertiary">
            {t('common.cancel')}
          </LinkButton>
        </ButtonGroup>
      </Form>
      <h2>{i('import.columns')}</h2>
      <Table
        dense
        caption={i('import.columns')}
        captionHidden
        columns={[
          { key: 'name', label: i('import.column'), rowHeader: true },
          { key: 'what', label: i('import.what') },
          { key: 'need', label: i('import.need') },
        ]}
        rows={columnsOf(kind).map(({ name, isRequired }) => ({
          key: name,
          cells: {
            name: <code>{name}</code>,
            what: i(`import.col.${name}`),
            need: isRequired ? i('import.required') : i('import.optional'),
          },
        }))}
      />
    </>
  );
}
