import { caseUrl, MESSAGE_FILE_BYTES, MESSAGE_FILE_EXTENSIONS } from '@rebond/candidacies';
import { Button, Details, Form, formatBytes, formState, Upload, type Again } from '@rebond/ui';
import type { AppealView } from '../../application/appeals/present.js';
import { t } from '../../messages.appeals.fr.js';

type Piece = AppealView['files'][number];

/** The choice of what comes with an appeal. */
export const AppealUpload = ({ id, fault }: { readonly id: string; readonly fault: string | undefined }) => (
  <Upload
    id={id}
    name="files"
    label={t('files.choose')}
    hint={t('files.hint')}
    accept={MESSAGE_FILE_EXTENSIONS}
    maxBytes={MESSAGE_FILE_BYTES}
    multiple
    fault={fault}
  />
);

/** Where a file of an appeal is. */
const fileUrl = ({ candidacyId, id }: Pick<AppealView, 'candidacyId' | 'id'>, file: Piece): string =>
  `/api/candidacies/${candidacyId}/appeals/${id}/files/${file.id}`;

/** The files of one side of an appeal. */
export const AppealFiles = ({ appeal, files }: { readonly appeal: AppealView; readonly files: readonly Piece[] }) => (
  <ul>
    {files.map((file) => (
      <li key={file.id}>
        <a class="fr-link fr-link--download" href={fileUrl(appeal, file)} download>
          {file.filename} <span class="fr-link__detail">{formatBytes(file.sizeBytes)}</span>
        </a>
      </li>
    ))}
  </ul>
);

export interface JoinProps {
  readonly candidacyId: string;
  readonly appeal: AppealView;
  readonly again: Again | null;
  readonly csrf: string | null;
  readonly once: () => string;
}

export const joinForm = (appealId: string): string => `pieces-${appealId}`;

/** What came later, or is joined to the answer. */
export function JoinForm({ candidacyId, appeal, again, csrf, once }: JoinProps) {
  const form = formState(joinForm(appeal.id), again, () => 'files');
  const { id, fault } = form.field('files');
  return (
    <Details summary={t('files.join')} open={form.isRefused}>
      <Form action={caseUrl(candidacyId, 'recours', appeal.id, 'pieces')} csrf={csrf} once={once()} files>
        <AppealUpload id={id} fault={fault} />
        <Button>{t('files.submit')}</Button>
      </Form>
    </Details>
  );
}
