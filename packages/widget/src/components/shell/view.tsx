import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref, safeImage } from '../../safe-href.ts'
import { ActionForm } from '../action-form/view.tsx'
import { Icon } from '../icon/view.tsx'
import { Idle, IdleNote } from '../idle/view.tsx'

interface Props {
  readonly page: PageContext
  readonly view: PageView
  readonly kind: string
}

/** Frame of every screen: names on top, one question, one button, who runs this. */
export function Shell({ page, view, kind }: Props) {
  const { frame } = page
  const live = view.live && frame.poll
  const waits = (!view.live || view.figures) && frame.session
  return (
    <div
      class="card"
      data-kind={kind}
      data-enhance={live ? 'live' : undefined}
      data-poll={live ? frame.poll : undefined}
      data-revision={live ? frame.revision : undefined}
      data-self={live ? frame.self : undefined}
    >
      <Top page={page} />
      <main>
        {view.hero}
        {/* A new step begins at its question. The list of banks has its search field for that. */}
        <h1 {...(kind === 'providers' ? {} : { tabindex: -1, 'data-enhance': 'focus' })}>{view.title}</h1>
        {view.lead && (
          <p class="lead" data-live={view.figures}>
            {view.lead}
          </p>
        )}
        {view.body}
        {/* Where the content ends, margins included: what `resize` tells a host. */}
        <div id="end" />
      </main>
      <footer>
        {waits && <Idle page={page} />}
        {view.primary}
        {view.secondary && <div class="row">{view.secondary}</div>}
        {waits && <IdleNote page={page} />}
        <Operator page={page} />
      </footer>
    </div>
  )
}

function Top({ page }: { readonly page: PageContext }) {
  const { frame, t } = page
  const logo = safeImage(frame.client.logoUrl)
  return (
    <header>
      {frame.sandbox && <p class="sandbox">{t('frame.sandbox')}</p>}
      <progress aria-label={t('frame.progress')} value={frame.progress.done} max={Math.max(1, frame.progress.total)} />
      <div class="top">
        <span class="start">
          {frame.canGoBack && (
            <ActionForm page={page} do="back">
              <button type="submit" class="bare" aria-label={t('frame.back')}>
                <Icon name="back" />
              </button>
            </ActionForm>
          )}
        </span>
        {logo ? (
          <img class="logo" src={logo} alt={frame.client.name} height="28" />
        ) : (
          <strong>{frame.client.name}</strong>
        )}
        <span class="end">
          {frame.canCancel && (
            <ActionForm page={page} do="cancel">
              <button type="submit" class="bare">
                {t('frame.cancel')}
              </button>
            </ActionForm>
          )}
        </span>
      </div>
    </header>
  )
}

function Operator({ page }: { readonly page: PageContext }) {
  const { operator } = page.frame
  const policy = safeHref(operator.dataPolicyUrl)
  return (
    <p class="operator">
      {page.t('frame.operator', { operator: operator.name })}
      {policy && (
        <>
          {' · '}
          <a href={policy} target="_blank" rel="noopener">
            {page.t('frame.policy')}
            <span class="sr"> {page.t('frame.newTab')}</span>
          </a>
        </>
      )}
    </p>
  )
}
