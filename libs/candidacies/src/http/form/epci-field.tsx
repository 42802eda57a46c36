import { Button, fieldId } from '@rebond/ui';
import { t } from '../../messages.form.fr.js';
import { EpciPicker } from './epci-picker.js';
import type { FieldsView } from './section-view.js';

interface EpciFieldProps {
  readonly view: FieldsView;
  readonly name: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly required?: boolean | undefined;
  readonly chosen: readonly string[];
}

/** A list of EPCI among the answers. */
export const EpciField = ({ view, ...props }: EpciFieldProps) => (
  <EpciPicker
    {...props}
    found={view.found?.field === props.name ? view.found : null}
    nameOf={(siren) => view.names.bodies.get(siren) ?? siren}
    button={
      <Button
        kind="secondary"
        name="_act"
        value={`search:${props.name}`}
        icon="search-line"
        id={`${fieldId(props.name)}-go`}
      >
        {t('epci.go')}
      </Button>
    }
  />
);
