import type { ProvidersScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Action } from '../../components/button/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import { ProviderRows } from '../../components/search/view.tsx'
import { UploadInstead } from '../../components/upload-instead/view.tsx'
import type { PageContext } from '../../page-context.ts'
import { pageLink, pageQuery } from '../../page-link.ts'
import type { PageView } from '../../page-view.ts'

/** Rows drawn before the reader asks for more: about three screens. */
export const firstRows = 40

/** Names of this page's own query: a link to another look at the list drops them. */
const elsewhere = { q: undefined, do: undefined, all: undefined, group: undefined }

/** Without JavaScript; who sees so many types another letter. */
const mostFound = 200

export function providersPage(screen: ProvidersScreen, page: PageContext): PageView {
  const { t } = page
  const searching = screen.query !== undefined && screen.query.trim() !== ''
  const rows = screen.providers
  const most = searching ? mostFound : screen.indexUrl && !screen.showAll ? firstRows : rows.length
  const cut = rows.length > most
  return {
    title: screen.group ? t('providers.titleGroup', { group: screen.group.name }) : t('providers.title'),
    body: (
      <>
        <SearchForm screen={screen} page={page} />
        <ActionForm page={page} do="choose_provider" id="banks">
          {!searching && screen.favourites.length > 0 && (
            <section id="favourites">
              <h2>{t('providers.favourites')}</h2>
              <ProviderRows class="tiles" rows={screen.favourites} page={page} showCountry={false} />
            </section>
          )}
          <section>
            <h2 id="list-title" hidden={searching && rows.length === 0}>
              {t(searching ? 'providers.results' : screen.group ? 'providers.ofGroup' : 'providers.all')}
            </h2>
            <ProviderRows
              rows={rows.slice(0, most)}
              query={screen.query ?? ''}
              page={page}
              showCountry={screen.showCountry}
              aliases={!screen.indexUrl}
            />
            {!searching && rows.length === 0 && <p class="empty">{t('providers.none')}</p>}
            <Empty page={page} query={screen.query ?? ''} hidden={!searching || rows.length > 0} />
            {cut && !searching && (
              <a id="show-all" class="quiet" href={pageLink(page.frame.self, { all: '1' })}>
                {t('providers.showAll', { count: rows.length })}
              </a>
            )}
          </section>
        </ActionForm>
      </>
    ),
    secondary: page.frame.session && (
      <>
        {screen.canFinish && (
          <Action page={page} do="no_other_bank" quiet>
            {t('providers.finish')}
          </Action>
        )}
        {screen.group && (
          <a class="quiet" href={pageLink(page.frame.self, elsewhere)}>
            {t('providers.wholeList')}
          </a>
        )}
        <UploadInstead page={page} name={screen.upload} />
        <a class="quiet" href={pageLink(page.frame.self, { ...elsewhere, do: 'not_listed' })}>
          {t('providers.notListed')}
        </a>
      </>
    ),
  }
}

function Empty({
  page,
  query,
  hidden,
}: {
  readonly page: PageContext
  readonly query: string
  readonly hidden: boolean
}) {
  return (
    <div id="no-bank" class="empty" hidden={hidden}>
      <strong>{page.t('providers.empty')}</strong>
      <p>{page.t('providers.hint')}</p>
      {query && <a href={pageLink(page.frame.self, { q: undefined, do: undefined })}>{page.t('providers.clear')}</a>}
    </div>
  )
}

/** A GET form: the result can be reloaded, and Back leads to the whole list. */
function SearchForm({ screen, page }: { readonly screen: ProvidersScreen; readonly page: PageContext }) {
  const { t, frame } = page
  return (
    <search>
      <form
        method="get"
        action={frame.self.split('?')[0]}
        class="search"
        data-enhance="search"
        data-index={screen.indexUrl}
        data-one={t('providers.foundOne')}
        data-many={t('providers.foundMany')}
        data-all-title={t(screen.group ? 'providers.ofGroup' : 'providers.all')}
        data-results-title={t('providers.results')}
        data-degraded={t('providers.degraded')}
        data-down={t('providers.down')}
        data-unavailable={t('providers.unavailableTypes')}
        data-not={t('providers.notConfigured')}
      >
        {pageQuery(frame.self, Object.keys(elsewhere)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="do" value="search" />
        {screen.group && <input type="hidden" name="group" value={screen.group.id} />}
        <Icon name="search" />
        <input
          type="search"
          name="q"
          id="q"
          aria-label={t('providers.label')}
          placeholder={t('providers.placeholder')}
          value={screen.query}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="search"
          maxlength={80}
        />
        <noscript>
          <button type="submit" class="link">
            {t('providers.search')}
          </button>
        </noscript>
        <span role="status" class="sr" />
      </form>
    </search>
  )
}
