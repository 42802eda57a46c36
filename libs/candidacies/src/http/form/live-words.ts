import { t } from '../../messages.form.fr.js';

/** What the page's scripts say; names in braces are theirs to fill. */
export const liveWords = (): Readonly<Record<string, string>> => ({
  saved: t('live.saved', { time: '{time}' }),
  expired: t('live.expired'),
  signIn: t('live.signIn'),
  offline: t('live.offline'),
  conflict: t('live.conflict', { theirs: '{theirs}' }),
  nothing: t('conflict.nothing'),
  keepMine: t('live.keepMine'),
  takeTheirs: t('live.takeTheirs'),
  toChoose: t('live.toChoose'),
  restored: t('live.restored'),
  tooLarge: t('files.tooLarge', { size: '{size}', limit: '{limit}' }),
  wrongType: t('files.wrongType'),
  empty: t('live.empty'),
  waiting: t('live.waiting'),
  failed: t('live.failed'),
  remove: t('files.remove'),
});
