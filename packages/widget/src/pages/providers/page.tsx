import type { ProvidersScreen, ProviderTile } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import { type Match, searcher } from '../../components/search/match.ts'
import { ProviderRows } from '../../components/search/view.tsx'
import type { PageContext } from '../../page-context.ts'
import { pageLink, pageQuery } from '../../page-link.ts'
import type { PageView } from '../../page-view.ts'

/** Rows drawn before the reader asks for more: about three screens. */
export const firstRows = 40

export function providersPage(screen: ProvidersScreen, page: PageContext): PageView {
  const { t } = page
  const searching = screen.query !== undefined && screen.query.trim() !== ''
  const rows: Match<ProviderTile>[] = searching
    ? searcher(screen.providers)(screen.query ?? '')
    : screen.providers.map(unmarked)
  const cut = screen.indexUrl !== undefined && !screen.showAll && !searching && rows.length > firstRows
  return {
    title: t('providers.title'),
    body: (
      <>
        <SearchForm screen={screen} page={page} />
        <ActionForm page={page} do="choose_provider" id="banks">
          {!searching && screen.favourites.length > 0 && (
            <section id="favourites">
              <h2>{t('providers.favourites')}</h2>
              <ProviderRows class="tiles" rows={screen.favourites.map(unmarked)} page={page} showCountry={false} />
            </section>
          )}
          <section>
            <h2 id="list-title">{t(searching ? 'providers.results' : 'providers.all')}</h2>
            <ProviderRows
              rows={cut ? rows.slice(0, firstRows) : rows}
              page={page}
              showCountry={screen.showCountry}
              aliases={!screen.indexUrl}
            />
            <Empty page={page} query={screen.query ?? ''} hidden={!searching || rows.length > 0} />
            {cut && (
              <a id="show-all" class="quiet" href={pageLink(page.frame.self, { all: '1' })}>
                {t('providers.showAll', { count: rows.length })}
              </a>
            )}
          </section>
        </ActionForm>
      </>
    ),
    secondary: page.frame.session && (
      <a class="quiet" href={pageLink(page.frame.self, { do: 'not_listed', q: undefined, all: undefined })}>
        {t('providers.notListed')}
      </a>
    ),
  }
}

function unmarked(item: ProviderTile): Match<ProviderTile> {
  return { item, ranges: [] }
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
        data-all-title={t('providers.all')}
        data-results-title={t('providers.results')}
        data-degraded={t('providers.degraded')}
        data-down={t('providers.down')}
        data-unavailable={t('providers.unavailableTypes')}
      >
        {pageQuery(frame.self, ['q', 'do', 'all']).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="do" value="search" />
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
