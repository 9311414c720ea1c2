import type { SuccessScreen } from '@raccord/contract'
import { AccountList } from '../../components/account-row/list.tsx'
import { Unsupported } from '../../components/account-row/unsupported.tsx'
import { Action, ButtonLink } from '../../components/button/view.tsx'
import { Countdown } from '../../components/countdown/view.tsx'
import { Note } from '../../components/notice/view.tsx'
import { Seal } from '../../components/reading/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'

const titles = {
  created: 'success.titleCreated',
  updated: 'success.titleUpdated',
  deleted: 'success.titleDeleted',
} as const

export function successPage(screen: SuccessScreen, page: PageContext): PageView {
  const { t, frame } = page
  const client = frame.client.name
  const target = safeHref(screen.target)
  const seconds = target === undefined ? undefined : screen.goInSeconds
  return {
    hero: <Seal reading={screen.note === 'data_coming'} />,
    title: screen.files ? t('upload.done') : t(titles[screen.result], { bank: screen.provider.name }),
    lead: lead(screen, page),
    ...(seconds === undefined || target === undefined ? {} : { refresh: { seconds, url: target } }),
    ...(screen.message ? { message: screen.message } : {}),
    leaveNow: seconds === 0,
    figures: true,
    live: screen.note === 'data_coming',
    body: (
      <>
        <div data-live>
          {screen.note && (
            <Note>
              {screen.note === 'partial'
                ? t(screen.files ? 'upload.partial' : 'success.partial')
                : t('success.dataComing', { client })}
            </Note>
          )}
          <AccountList title={t('success.list')} accounts={screen.accounts} page={page} />
        </div>
        <Unsupported accounts={screen.unsupported} page={page} />
      </>
    ),
    primary: target ? (
      <>
        {seconds !== undefined && seconds > 0 && (
          <Countdown page={page} seconds={seconds} template={t('success.countdown', { client })} stop="success_stop" />
        )}
        <ButtonLink href={target} leave>
          {screen.message?.data.redirect_url === '/success' ? t('success.finish') : t('frame.backToClient', { client })}
        </ButtonLink>
      </>
    ) : (
      <p class="row">{t('success.close')}</p>
    ),
    secondary: screen.canAddAnother && (
      <Action page={page} do="another_bank" quiet>
        {t('success.another')}
      </Action>
    ),
  }
}

function lead(screen: SuccessScreen, { t, format, frame }: PageContext): string {
  if (screen.result === 'deleted') return t('success.deleted', { bank: screen.provider.name })
  const { accounts, transactions, note } = screen
  const reading = note === 'data_coming'
  const counts: string[] = []
  // Zero is no figure as long as one reads.
  if (accounts.length > 0 || !reading) counts.push(t('success.accounts', { count: accounts.length }))
  if (transactions !== undefined)
    counts.push(t(screen.files ? 'upload.added' : 'success.transactions', { count: transactions }))
  const until = screen.until && t('success.until', { client: frame.client.name, date: format.day(screen.until) })
  const figures = counts.length > 0 ? `${counts.join(' · ')}.` : t('success.reading')
  return [figures, until].filter(Boolean).join(' ')
}
