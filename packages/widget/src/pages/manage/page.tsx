import { type AccountRow, isStatementUpload, type ManageScreen } from '@raccord/contract'
import { Unsupported } from '../../components/account-row/unsupported.tsx'
import { AccountLine } from '../../components/account-row/view.tsx'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { ErrorSummary } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { Channel } from './channel.tsx'

export function managePage(screen: ManageScreen, page: PageContext): PageView {
  const { t, frame } = page
  const names = { client: frame.client.name, bank: screen.provider.name }
  const files = isStatementUpload(screen.provider)
  const used = screen.channels.filter(({ state }) => state !== 'unused')
  const renewable = files || used.length > 0
  // Of several the soonest; nothing where one is of use by now.
  const [renewFrom] = used.every((channel) => channel.state === 'good' && channel.renewFrom !== undefined)
    ? used.map((channel) => channel.renewFrom).toSorted()
    : []
  return {
    title: t('manage.title'),
    lead: files ? t('upload.manageLead', names) : t('manage.lead', names),
    body: (
      <>
        <ErrorSummary page={page} wrong={screen.error ? [{ href: '#accounts', text: t('accounts.required') }] : []} />
        {screen.saved && (
          <p class="notice" role="status">
            {t('manage.saved')}
          </p>
        )}
        <ActionForm page={page} do="share" id={mainForm}>
          <fieldset id="accounts" tabindex={-1}>
            <legend>{files ? t('upload.accounts') : t('accounts.legend', { bank: names.bank })}</legend>
            {screen.accounts.map((account) => (
              <label key={account.id} class="row-card">
                <AccountLine account={account} page={page} note={gapOf(account, page)} />
                <input type="checkbox" class="switch" name="account" value={account.id} checked={account.selected} />
              </label>
            ))}
          </fieldset>
        </ActionForm>
        <Unsupported accounts={screen.unsupported} page={page} />
        {/* Nobody's permission is behind files, and nobody asks for them again. */}
        {!files && screen.channels.map((channel) => <Channel key={channel.mode} channel={channel} page={page} />)}
        {renewable && (
          <Action page={page} do="renew" quiet>
            {t(files ? 'upload.add' : 'manage.renew')}
          </Action>
        )}
        {!files && renewFrom !== undefined && (
          <small>{t('manage.renewLater', { date: page.format.day(renewFrom) })}</small>
        )}
        <Action page={page} do="agreements" quiet>
          {t('manage.agreements')}
        </Action>
        <Action page={page} do="disconnect" quiet danger>
          {files ? t('upload.delete') : t('manage.disconnect', { bank: names.bank })}
        </Action>
      </>
    ),
    primary: <Submit>{t('manage.save')}</Submit>,
    secondary: (
      <Action page={page} do="manage_done" quiet>
        {t('frame.backToClient', { client: names.client })}
      </Action>
    ),
  }
}

function gapOf({ gap, currency }: AccountRow, { t, format }: PageContext): string | undefined {
  if (!gap) return undefined
  return t('manage.gap', { amount: format.amount(Math.abs(gap.amount), currency), date: format.day(gap.since) })
}
