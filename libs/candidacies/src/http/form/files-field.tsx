import type { Siren } from '@rebond/kernel';
import { Button, fieldId, formatBytes } from '@rebond/ui';
import type { DocumentView } from '../../application/documents/document-rows.js';
import { limitOf, type FileField } from '../../application/documents/authorise-upload.js';
import { t } from '../../messages.form.fr.js';
import { acceptOf, formatsText } from './accept.js';
import type { FieldsView } from './section-view.js';

interface FilesProps {
  readonly view: FieldsView;
  readonly field: FileField;
  readonly place: string;
  readonly value: unknown;
  readonly hint: string | undefined;
  readonly fault: string | undefined;
}

const idsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

export const documentUrl = (candidacy: string, document: string): string =>
  `/api/candidacies/${candidacy}/documents/${document}`;

const FileLine = (props: { readonly view: FieldsView; readonly place: string; readonly document: DocumentView }) => (
  <li data-document={props.document.id}>
    <a class="fr-link" href={documentUrl(props.view.state.candidacy.id, props.document.id)} download>
      {props.document.filename} <span class="fr-hint-text">({formatBytes(props.document.sizeBytes)})</span>
    </a>
    <Button kind="tertiary" small icon="delete-line" name="_act" value={`drop:${props.place}#${props.document.id}`}>
      {t('files.remove')}
      <span class="fr-sr-only"> {props.document.filename}</span>
    </Button>
  </li>
);

/** The documents at one place: what is there, and how to add; scripts send a file without leaving the page. */
function Place({
  view,
  field,
  place,
  ids,
  title,
}: Omit<FilesProps, 'value' | 'hint' | 'fault'> & {
  readonly ids: readonly string[];
  readonly title: string | null;
}) {
  const documents = ids.flatMap((id) => view.names.documents.get(id) ?? []);
  const id = fieldId(place);
  return (
    <div
      class="rb-files"
      data-upload={place}
      data-field={field.key}
      data-accept={field.accept.join(',')}
      data-extensions={acceptOf(field)}
      data-max-bytes={limitOf(field)}
      data-max-files={field.maxFiles}
    >
      {title === null ? null : <p class="rb-files__of">{title}</p>}
      <ul class="rb-files__list" data-files>
        {documents.map((document) => (
          <FileLine key={document.id} view={view} place={place} document={document} />
        ))}
      </ul>
      {documents.length === 0 ? (
        <p class="fr-hint-text" data-no-file>
          {t('files.none')}
        </p>
      ) : null}
      <Button kind="secondary" small icon="upload-line" name="_act" value={`upload:${place}`} id={id}>
        {field.maxFiles === 1 && ids.length === 1 ? t('files.replace') : t('files.add')}
        <span class="fr-sr-only">
          {' '}
          – {field.label} {title}
        </span>
      </Button>
    </div>
  );
}

/** A field answered by documents: one list, or one for each EPCI of the perimeter. */
export function FilesField({ view, field, place, value, hint, fault }: FilesProps) {
  const isPerEpci = 'perEpci' in field && field.perEpci;
  const given = (isPerEpci ? (value ?? {}) : {}) as Readonly<Record<Siren, unknown>>;
  const id = `${fieldId(place)}-groupe`;
  return (
    <fieldset class={`fr-fieldset${fault ? ' fr-fieldset--error' : ''}`} aria-labelledby={`${id}-legende`} id={id}>
      <legend class="fr-fieldset__legend fr-fieldset__legend--regular" id={`${id}-legende`}>
        {field.label}
        {field.requirement === 'blocking' ? <span class="rb-required"> ({t('field.required')})</span> : null}
        <span class="fr-hint-text">
          {hint} {formatsText(field)}
        </span>
      </legend>
      <div class="fr-fieldset__element">
        {isPerEpci ? (
          view.state.candidacy.perimeter.map((siren) => (
            <Place
              key={siren}
              view={view}
              field={field}
              place={`${place}/${siren}`}
              ids={idsOf(given[siren])}
              title={t('files.ofEpci', { name: view.names.bodies.get(siren) ?? siren })}
            />
          ))
        ) : (
          <Place view={view} field={field} place={place} ids={idsOf(value)} title={null} />
        )}
      </div>
      {fault ? <p class="fr-error-text">{fault}</p> : null}
    </fieldset>
  );
}
