import { AmountsInWords, FormInWords, GridInWords, type CallDefinition } from '@rebond/calls';
import { DepositPreview, FormPreviewFields, type FormPreview } from '@rebond/candidacies';
import type { Fault } from '@rebond/kernel';
import { instantOf, type FormBody } from '@rebond/platform';
import {
  Button,
  Callout,
  Details,
  ErrorSummary,
  faultAt,
  Field,
  Form,
  Table,
  TextArea,
  Time,
  typedText,
  Upload,
} from '@rebond/ui';
import { t } from '../../messages.office.fr.js';
import { OfficeFrame } from './office-frame.js';

export const CALLS = '/programme/appels';
export const TRIAL = `${CALLS}/essai`;

/** A fault of a definition is told by its place in the file: `appel.yaml:12:3`. */
const placed = (fault: Fault): Fault =>
  fault.pointer.startsWith('/') || fault.pointer === ''
    ? fault
    : { ...fault, pointer: '', detail: `${fault.pointer} – ${fault.detail}` };

export interface SourceProps {
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly form: FormBody;
}

/** A definition that is not published: given, checked, seen. */
export const SourceForm = ({ csrf, faults, form }: SourceProps) => (
  <>
    <ErrorSummary faults={faults.map(placed)} />
    <Form action={TRIAL} csrf={csrf} files>
      <Upload name="upload" label={t('calls.upload')} accept=".yaml,.yml" />
      <Field name="file" label={t('calls.file')} value={typedText(form, 'file') ?? 'definition.yaml'} maxLength={200} />
      <TextArea
        name="source"
        label={t('calls.source')}
        hint={t('calls.sourceHint')}
        rows={18}
        value={typedText(form, 'source')}
        fault={faultAt(faults, '/source')}
      />
      <Button>{t('calls.try')}</Button>
    </Form>
  </>
);

interface ListProps extends SourceProps {
  readonly calls: readonly { slug: string; title: string; version: number; published_at: Date }[];
}

export const CallList = ({ calls, ...source }: ListProps) => (
  <OfficeFrame here={CALLS}>
    <Table
      caption={t('calls.list')}
      columns={[
        { key: 'name', label: t('calls.name') },
        { key: 'version', label: t('calls.version'), numeric: true },
        { key: 'at', label: t('calls.at') },
      ]}
      rows={calls.map(({ slug, title, version, published_at }) => ({
        key: slug,
        href: `${CALLS}/${slug}/${version}`,
        cells: { name: title, version, at: <Time at={instantOf(published_at)} /> },
      }))}
    />
    <h2>{t('calls.publish')}</h2>
    <SourceForm {...source} />
  </OfficeFrame>
);

/** The fields of the form, what the deposit would say of them, and the button that asks it without scripts. */
export const Preview = ({ preview }: { readonly preview: FormPreview }) => (
  <>
    <FormPreviewFields preview={preview} />
    <Button kind="secondary">{t('calls.seeEffect')}</Button>
    <DepositPreview preview={preview} />
  </>
);

/** Everything else that a definition says, in words. */
export const DefinitionInWords = ({ definition }: { readonly definition: CallDefinition }) => (
  <div class="rb-reading">
    <h2>{t('calls.form')}</h2>
    <FormInWords definition={definition} />
    <h2>{t('calls.grid')}</h2>
    <GridInWords definition={definition} />
    <h2>{t('calls.amounts')}</h2>
    <AmountsInWords definition={definition} />
    <h2>{t('calls.texts')}</h2>
    {Object.entries(definition.texts).map(([name, text]) => (
      <Details key={name} summary={text.subject}>
        <pre class="rb-letter" tabIndex={0}>
          {text.body}
        </pre>
      </Details>
    ))}
  </div>
);

export interface TrialProps {
  readonly preview: FormPreview;
  readonly input: { readonly source: string; readonly file: string };
  readonly version: number;
  readonly isNew: boolean;
  readonly csrf: string | null;
}

const Given = ({ input }: Pick<TrialProps, 'input'>) => (
  <>
    <input type="hidden" name="file" value={input.file} />
    <textarea name="source" hidden readOnly>
      {input.source}
    </textarea>
  </>
);

/** A definition that passes its checks, seen before it is published: nothing of it is stored. */
export const Trial = ({ preview, input, version, isNew, csrf }: TrialProps) => (
  <OfficeFrame here={CALLS}>
    <Callout title={t(isNew ? 'calls.wouldBe' : 'calls.isAlready', { version })}>
      <p>{t('calls.notStored')}</p>
      {isNew ? (
        <Form action={CALLS} csrf={csrf}>
          <Given input={input} />
          <Button>{t('calls.publishDo', { version })}</Button>
        </Form>
      ) : null}
    </Callout>
    <div data-form-preview>
      <Form action={TRIAL} csrf={csrf} id="apercu">
        <Given input={input} />
        <Preview preview={preview} />
      </Form>
    </div>
    <DefinitionInWords definition={preview.view.state.definition} />
  </OfficeFrame>
);
