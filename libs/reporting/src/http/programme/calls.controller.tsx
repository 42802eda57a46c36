import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  AmountsInWords,
  Calls,
  callVersions,
  FormInWords,
  GridInWords,
  listCalls,
  PublishCall,
  publishInput,
} from '@rebond/calls';
import { Act } from '@rebond/identity';
import { AbsentError, type Fault } from '@rebond/kernel';
import { Ctx, instantOf, type FormBody, type RequestContext, type Tx, Verbs, parseForm } from '@rebond/platform';
import {
  Button,
  Details,
  ErrorSummary,
  faultAt,
  Field,
  Form,
  page,
  PageRoute,
  PublicPages,
  Reader,
  redirect,
  submitted,
  Table,
  TextArea,
  Time,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
  typedText,
} from '@rebond/ui';
import { t } from '../../messages.office.fr.js';
import { OFFICE, OfficeFrame } from './office-frame.js';

const HERE = '/programme/appels';

interface ListProps {
  readonly calls: readonly { slug: string; title: string; version: number; published_at: Date }[];
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly form: FormBody;
}

/** A fault of a definition is told by its place in the file: `appel.yaml:12:3`. */
const placed = (fault: Fault): Fault =>
  fault.pointer.startsWith('/') || fault.pointer === ''
    ? fault
    : { ...fault, pointer: '', detail: `${fault.pointer} – ${fault.detail}` };

const ListBody = ({ calls, csrf, faults, form }: ListProps) => (
  <OfficeFrame here={HERE}>
    <ErrorSummary faults={faults.map(placed)} />
    <Table
      caption={t('calls.list')}
      columns={[
        { key: 'name', label: t('calls.name') },
        { key: 'version', label: t('calls.version'), numeric: true },
        { key: 'at', label: t('calls.at') },
      ]}
      rows={calls.map(({ slug, title, version, published_at }) => ({
        key: slug,
        href: `${HERE}/${slug}/${version}`,
        cells: { name: title, version, at: <Time at={instantOf(published_at)} /> },
      }))}
    />
    <h2>{t('calls.publish')}</h2>
    <Form action={HERE} csrf={csrf}>
      <Field name="file" label={t('calls.file')} value={typedText(form, 'file') ?? 'definition.yaml'} maxLength={200} />
      <TextArea
        name="source"
        label={t('calls.source')}
        hint={t('calls.sourceHint')}
        required
        rows={18}
        value={typedText(form, 'source')}
        fault={faultAt(faults, '/source')}
      />
      <Button>{t('calls.publishDo')}</Button>
    </Form>
  </OfficeFrame>
);

/** Definitions of calls: published, and seen as a territory would see them. */
@Controller('programme/appels')
export class CallPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly publishing: PublishCall,
    private readonly publicPages: PublicPages,
  ) {}

  @Get()
  @Act('programme.read')
  @PageRoute()
  list(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, [], {}));
  }

  @Post()
  @Act('call.publish')
  @PageRoute()
  publish(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(publishInput, form);
        const done = await this.verbs.write(ctx, async (tx) => ({ ...(await this.publishing.handle(tx, input)) }));
        this.publicPages.forget();
        const message = t(done.isNew ? 'calls.published' : 'calls.same', { version: done.version });
        return redirect(`${HERE}/${done.slug}/${done.version}`, message);
      },
      (refusal) => this.verbs.read(ctx, (tx) => this.listPage(tx, visitor, faultsToShow(refusal), form)),
    );
  }

  @Get(':slug/:version')
  @Act('programme.read')
  @PageRoute()
  preview(
    @Ctx() ctx: RequestContext,
    @Param('slug') slug: string,
    @Param('version') version: string,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const versions = await callVersions(tx, slug);
      const row = versions.find((one) => String(one.version) === version);
      if (!row) throw new AbsentError();
      const definition = await this.calls.definition(tx, row.id, row.version);
      return page({
        title: `${row.title}, ${t('calls.preview', { version: row.version })}`,
        heading: row.title,
        lead: t('calls.preview', { version: row.version }),
        trail: [OFFICE, { label: t('office.calls'), href: HERE }],
        body: (
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
            <h2>{t('calls.versions')}</h2>
            <ul>
              {versions.map((one) => (
                <li key={one.version}>
                  <a href={`${HERE}/${slug}/${one.version}`}>
                    {t('calls.version')} {one.version}
                  </a>
                  , <Time at={instantOf(one.published_at)} /> – <code class="rb-hash">{one.digest}</code>
                </li>
              ))}
            </ul>
          </div>
        ),
      });
    });
  }

  private async listPage(
    tx: Tx,
    visitor: Visitor | null,
    faults: readonly Fault[],
    form: FormBody,
  ): Promise<PageAnswer> {
    const calls = await listCalls(tx, '', 100);
    return page({
      title: t('office.calls'),
      trail: [OFFICE],
      body: <ListBody {...{ calls, csrf: visitor?.csrf ?? null, faults, form }} />,
    });
  }
}
