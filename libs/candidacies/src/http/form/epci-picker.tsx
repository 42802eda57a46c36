import type { ComponentChildren } from 'preact';
import { fieldId } from '@rebond/ui';
import type { FoundTerritory } from '@rebond/territories';
import { t } from '../../messages.form.fr.js';

export interface EpciPickerProps {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly fault?: string | undefined;
  readonly required?: boolean | undefined;
  readonly chosen: readonly string[];
  /** Shown with them, to be ticked again: what was chosen before. */
  readonly offered?: readonly string[] | undefined;
  readonly found: { readonly query: string; readonly items: readonly FoundTerritory[] } | null;
  readonly nameOf: (siren: string) => string;
  /** Searches without scripts. */
  readonly button: ComponentChildren;
}

const placesOf = ({ departements, via }: FoundTerritory): string =>
  [departements.join(', '), via === null ? '' : t('epci.via', { commune: via })].filter(Boolean).join(' ; ');

const Choice = (props: {
  readonly name: string;
  readonly id: string;
  readonly siren: string;
  readonly label: string;
  readonly detail: string;
  readonly checked: boolean;
}) => (
  <div class="fr-fieldset__element">
    <div class="fr-checkbox-group">
      <input type="checkbox" id={props.id} name={props.name} value={props.siren} checked={props.checked} />
      <label class="fr-label" for={props.id}>
        {props.label}
        <span class="fr-hint-text">{props.detail}</span>
      </label>
    </div>
  </div>
);

/** Chooses bodies by name, SIREN or commune: those chosen stay ticked, a search adds others to tick. */
export function EpciPicker(props: EpciPickerProps) {
  const { name, legend, hint, fault, required, chosen, offered = [], found, nameOf, button } = props;
  const shown = [...chosen, ...offered.filter((siren) => !chosen.includes(siren))];
  const id = fieldId(name);
  const others = found?.items.filter(({ siren }) => !shown.includes(siren)) ?? [];
  return (
    <fieldset
      class={`fr-fieldset rb-epci${fault ? ' fr-fieldset--error' : ''}`}
      data-epci={name}
      data-none={t('epci.none', { query: '{query}' })}
      aria-labelledby={`${id}-legende${fault ? ` ${id}-erreur` : ''}`}
    >
      <legend class="fr-fieldset__legend fr-fieldset__legend--regular" id={`${id}-legende`}>
        {legend}
        {required ? <span class="rb-required"> ({t('field.required')})</span> : null}
        {hint ? <span class="fr-hint-text">{hint}</span> : null}
      </legend>
      <div data-chosen>
        {shown.map((siren) => (
          <Choice
            key={siren}
            name={name}
            id={`${id}-${siren}`}
            siren={siren}
            label={nameOf(siren)}
            detail={siren}
            checked={chosen.includes(siren)}
          />
        ))}
      </div>
      <div class="fr-fieldset__element" role="search">
        <label class="fr-label" for={id}>
          {t('epci.search')}
          <span class="fr-hint-text" id={`${id}-aide`}>
            {t('epci.searchHelp')}
          </span>
        </label>
        <div class="rb-search">
          <input
            class="fr-input"
            type="search"
            id={id}
            name={`_q[${name}]`}
            value={found?.query ?? ''}
            autocomplete="off"
            aria-describedby={`${id}-aide`}
          />
          {button}
        </div>
      </div>
      <div class="rb-epci__found" data-found aria-live="polite">
        {found !== null && others.length === 0 ? <p>{t('epci.none', { query: found.query })}</p> : null}
        {others.map((body) => (
          <Choice
            key={body.siren}
            name={name}
            id={`${id}-${body.siren}`}
            siren={body.siren}
            label={body.name}
            detail={`${body.siren} ; ${placesOf(body)}`}
            checked={false}
          />
        ))}
      </div>
      {fault ? (
        <p class="fr-error-text" id={`${id}-erreur`}>
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}
