import { say } from '@rebond/kernel';
import type { Fault } from '@rebond/kernel';
import { t } from '../messages.fr.js';
import { fieldId } from './field-frame.js';

export interface ErrorSummaryProps {
  readonly faults: readonly Fault[];
  /** Identifier of the field at a pointer, where it is not `fieldId`; null: no field to lead to. */
  readonly idOf?: ((pointer: string) => string | null) | undefined;
  /** Instead of the count of errors: a refusal that concerns no field. */
  readonly title?: string | undefined;
}

/** What is wrong with a form, each with a link to its field; takes the focus when the page opens. */
export function ErrorSummary({ faults, idOf = fieldId, title }: ErrorSummaryProps) {
  if (faults.length === 0 && title === undefined) return null;
  return (
    <div class={say`fr-alert fr-alert--error rb-error-summary`} id="erreurs" role="alert" tabIndex={-1} autoFocus>
      <h2 class="fr-alert__title">{title ?? t('error.summary', { count: faults.length })}</h2>
      {faults.length === 0 ? null : (
        <ul>
          {faults.map(({ pointer, detail }) => {
            const id = pointer === '' ? null : idOf(pointer);
            return <li key={`${pointer} ${detail}`}>{id === null ? detail : <a href={`#${id}`}>{detail}</a>}</li>;
          })}
        </ul>
      )}
    </div>
  );
}
