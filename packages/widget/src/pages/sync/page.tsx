import type { SyncScreen } from '@raccord/contract'
import { Icon } from '../../components/icon/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

const order = ['starting', 'accounts', 'transactions', 'finishing'] as const

export function syncPage(screen: SyncScreen, page: PageContext): PageView {
  const { t } = page
  const current = order.indexOf(screen.stage)
  return {
    title: t('sync.title'),
    lead: screen.slow ? t('sync.leadSlow', { bank: screen.provider.name }) : t('sync.lead'),
    live: true,
    ...liveRefresh(page, 3),
    body: (
      <>
        <ol class="stages" data-live>
          {order.map((stage, index) => {
            const state = index < current ? 'done' : index === current ? 'current' : 'todo'
            return (
              <li key={stage} class={state}>
                {state === 'done' ? <Icon name="check" /> : <i />}
                <span class="grow">{stageText(stage, screen, page)}</span>
                <small>{t(`sync.${state}`)}</small>
              </li>
            )
          })}
        </ol>
        <RefreshLinks page={page} />
      </>
    ),
  }
}

function stageText(stage: SyncScreen['stage'], screen: SyncScreen, { t, format }: PageContext): string {
  switch (stage) {
    case 'starting':
      return t('sync.starting', { bank: screen.provider.name })
    case 'accounts':
      return screen.stage === 'accounts' && screen.accounts > 0
        ? t('sync.accountsOf', { done: screen.accountsDone, count: screen.accounts })
        : t('sync.accounts', { count: screen.accounts })
    case 'transactions':
      return screen.transactions > 0 && screen.since
        ? t('sync.transactionsSince', { count: screen.transactions, month: format.month(screen.since) })
        : t('sync.transactions', { count: screen.transactions })
    case 'finishing':
      return t('sync.finishing')
  }
}
