import { Injectable } from '@nestjs/common';
import { LinkPurpose, type LinkForm, type LinkOutcome, type LinkPages, type OneTimeLink } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import type { Tx } from '@rebond/platform';
import { Button, Form, page, type PageAnswer } from '@rebond/ui';
import { EMBARGO_LINK } from '../../application/embargo/read-under-embargo.js';
import { t } from '../../messages.embargo.fr.js';

/** What stands behind a reader's link: a warning and a button, so that a mail scanner that opens it reads nothing. */
@Injectable()
@LinkPurpose(EMBARGO_LINK)
export class EmbargoLinkPages implements LinkPages {
  page(_tx: Tx, link: OneTimeLink, { action, csrf }: LinkForm): Promise<PageAnswer> {
    return Promise.resolve(
      page({
        title: t('link.title'),
        lead: t('link.lead', { name: link.recipient?.name ?? '' }),
        body: (
          <>
            <p>{t('link.hint')}</p>
            <Form action={action.replace('/lien/', '/embargo/lien/')} csrf={csrf}>
              <Button>{t('read.open')}</Button>
            </Form>
          </>
        ),
      }),
    );
  }

  /** A reading uses nothing up: it has its own address. */
  submit(): Promise<LinkOutcome> {
    return Promise.reject(new AbsentError());
  }
}
