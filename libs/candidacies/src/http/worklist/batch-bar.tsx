import { Button, Select } from '@rebond/ui';
import type { MessageTemplate } from '../../application/templates/templates.js';
import type { WorklistChoices } from '../../application/worklist/worklist-choices.js';
import { t } from '../../messages.worklist.fr.js';

interface BatchBarProps {
  readonly officers: WorklistChoices['officers'];
  readonly templates: readonly MessageTemplate[];
  /** Otherwise the reader may only mark cases as read. */
  readonly acts: boolean;
}

/** What may be done of the ticked cases; each button sends the same form. */
export const BatchBar = ({ officers, templates, acts }: BatchBarProps) => (
  <fieldset class="rb-batch rb-dense">
    <legend class="fr-h6">{t('batch.title')}</legend>
    <p class="fr-hint-text">{t('batch.hint')}</p>
    <div class="rb-batch__all">
      {acts ? <Assign officers={officers} /> : null}
      {acts && templates.length > 0 ? <Send templates={templates} /> : null}
      <div class="rb-batch__acts">
        {acts ? <Act act="admit" kind="secondary" /> : null}
        {acts ? <Act act="ask-opinions" kind="secondary" /> : null}
        <Act act="read" kind="tertiary" />
      </div>
    </div>
  </fieldset>
);

const Assign = ({ officers }: Pick<BatchBarProps, 'officers'>) => (
  <div class="rb-batch__acts">
    <Select
      name="officer"
      id="lot-officer"
      label={t('batch.assignTo')}
      options={officers.map(({ id, title, organisation }) => ({ value: id, label: `${title}, ${organisation}` }))}
    />
    <Act act="assign" kind="secondary" />
    <Act act="release" kind="tertiary" />
  </div>
);

const Send = ({ templates }: Pick<BatchBarProps, 'templates'>) => (
  <div class="rb-batch__acts">
    <Select
      name="template"
      id="lot-template"
      label={t('batch.template')}
      options={templates.map(({ id, title }) => ({ value: id, label: title }))}
    />
    <Act act="message" kind="secondary" />
  </div>
);

interface ActProps {
  readonly act: 'admit' | 'assign' | 'release' | 'ask-opinions' | 'message' | 'read';
  readonly kind: 'secondary' | 'tertiary';
}

const Act = ({ act, kind }: ActProps) => (
  <Button name="act" value={act} kind={kind} small>
    {t(`batch.act.${act}`)}
  </Button>
);
