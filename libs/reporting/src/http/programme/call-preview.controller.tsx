import { Controller, Get, Param } from '@nestjs/common';
import { Calls, callVersions } from '@rebond/calls';
import { typedPreview } from '@rebond/candidacies';
import { Act } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import { AskedForm, Ctx, instantOf, Verbs, type FormBody, type RequestContext } from '@rebond/platform';
import { Territories } from '@rebond/territories';
import { page, PageRoute, Time, type PageAnswer } from '@rebond/ui';
import { t } from '../../messages.office.fr.js';
import { CALLS, DefinitionInWords, Preview } from './call-pages.js';
import { officeCrumb } from './office-frame.js';

/** A published definition as a territory sees it: what is typed is in the address, and nowhere else. */
@Controller('programme/appels')
export class CallPreviewPages {
  constructor(
    private readonly verbs: Verbs,
    private readonly calls: Calls,
    private readonly territories: Territories,
  ) {}

  @Get(':slug/:version')
  @Act('programme.read')
  @PageRoute()
  preview(
    @Ctx() ctx: RequestContext,
    @Param('slug') slug: string,
    @Param('version') version: string,
    @AskedForm() typed: FormBody,
  ): Promise<PageAnswer> {
    return this.verbs.read(ctx, async (tx) => {
      const versions = await callVersions(tx, slug);
      const row = versions.find((one) => String(one.version) === version);
      if (!row) throw new AbsentError();
      const definition = await this.calls.definition(tx, row.id, row.version);
      const preview = await typedPreview(tx, this.territories, definition, typed);
      return page({
        title: `${row.title}, ${t('calls.preview', { version: row.version })}`,
        heading: row.title,
        lead: t('calls.preview', { version: row.version }),
        trail: [officeCrumb(), { label: t('office.calls'), href: CALLS }],
        scripts: ['form-preview'],
        body: (
          <>
            <div data-form-preview>
              <form method="get" action={`${CALLS}/${slug}/${version}`} id="apercu">
                <Preview preview={preview} />
              </form>
            </div>
            <DefinitionInWords definition={definition} />
            <h2>{t('calls.versions')}</h2>
            <ul>
              {versions.map((one) => (
                <li key={one.version}>
                  <a href={`${CALLS}/${slug}/${one.version}`}>
                    {t('calls.version')} {one.version}
                  </a>
                  , <Time at={instantOf(one.published_at)} /> – <code class="rb-hash">{one.digest}</code>
                </li>
              ))}
            </ul>
          </>
        ),
      });
    });
  }
}
