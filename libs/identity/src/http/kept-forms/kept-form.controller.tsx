import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, Transactions, type RequestContext } from '@rebond/platform';
import {
  Button,
  ButtonGroup,
  Form,
  formatBytes,
  LinkButton,
  page,
  PageRoute,
  Reader,
  redirect,
  type PageAnswer,
  type Redirection,
  type Visitor,
} from '@rebond/ui';
import { onOwnAccount } from '../../application/account/registrar.js';
import { inputsOf, KeptForms, type KeptForm } from '../../application/kept-forms/kept-forms.js';
import type { Role } from '../../domain/roles.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { KEPT_FORM_COOKIE } from '../session-cookie.js';
import { KEPT_FILES } from './lost-forms.js';
import { startOf } from '../start.js';

/** What was sent when the session had ended: shown to its author, who sends it again. */
@Controller('reprise')
export class KeptFormController {
  constructor(
    private readonly forms: KeptForms,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @Act('account.manage')
  @PageRoute()
  async show(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Reader() visitor: Visitor | null,
  ): Promise<PageAnswer> {
    const secret = KEPT_FORM_COOKIE.of(request);
    const person = onOwnAccount(ctx.actor);
    const kept =
      secret === null
        ? null
        : await this.transactions.run(person, (tx) => this.forms.read(tx, secret, person.personId), {
            at: ctx.receivedAt,
          });
    return page({
      title: t('kept.title'),
      body: kept === null ? <NothingKept /> : <Kept form={kept} csrf={visitor?.csrf ?? null} />,
    });
  }

  @Post('abandon')
  @Act('account.manage')
  @PageRoute()
  async drop(
    @Ctx() ctx: RequestContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    const secret = KEPT_FORM_COOKIE.of(request);
    if (secret !== null)
      await this.transactions.run(onOwnAccount(ctx.actor), (tx) => this.forms.drop(tx, secret), { at: ctx.receivedAt });
    KEPT_FORM_COOKIE.clear(reply);
    return redirect(startOf(ctx.actor.role as Role), t('kept.dropped'));
  }
}

/** What comes with the form again, and what is to be chosen anew. */
function Files({ files }: Pick<KeptForm, 'files'>) {
  const [waiting, gone] = [files.filter(({ copy }) => copy !== null), files.filter(({ copy }) => copy === null)];
  return (
    <>
      {waiting.length === 0 ? null : (
        <>
          <p>{t('kept.files', { count: waiting.length })}</p>
          <ul>
            {waiting.map(({ filename, sizeBytes }) => (
              <li key={filename}>
                {filename} ({formatBytes(sizeBytes)})
              </li>
            ))}
          </ul>
        </>
      )}
      {gone.length === 0 ? null : (
        <p>{t('kept.filesGone', { names: gone.map(({ filename }) => filename).join(', ') })}</p>
      )}
    </>
  );
}

const NothingKept = () => (
  <>
    <p>{t('kept.nothing')}</p>
    <LinkButton href="/">{t('kept.home')}</LinkButton>
  </>
);

const Kept = ({ form: { path, fields, files }, csrf }: { readonly form: KeptForm; readonly csrf: string | null }) => {
  const inputs = inputsOf(fields);
  return (
    <div class="rb-narrow">
      <p class="fr-text--lead">{t('kept.lead')}</p>
      <Files files={files} />
      <p>{t('kept.hint', { count: inputs.filter(({ name }) => !name.startsWith('_')).length })}</p>
      <Form action={path} csrf={csrf}>
        {inputs.map(({ name, value }, rank) => (
          <input key={rank} type="hidden" name={name} value={value} />
        ))}
        {files.length === 0 ? null : <input type="hidden" name={KEPT_FILES} value={files.length} />}
        <ButtonGroup>
          <Button>{t('kept.send')}</Button>
        </ButtonGroup>
      </Form>
      <Form action="/reprise/abandon" csrf={csrf}>
        <Button kind="tertiary">{t('kept.drop')}</Button>
      </Form>
    </div>
  );
};
