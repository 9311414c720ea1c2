import type { Frame, Screen } from '@raccord/contract'
import { renderToString } from 'preact-render-to-string'
import { Shell } from './components/shell/view.tsx'
import { pageContext } from './page-context.ts'
import type { PageView } from './page-view.ts'
import { pageOf } from './pages/page.ts'
import { safeHref } from './safe-href.ts'

export interface AssetUrls {
  readonly script: string
  /** Enhancers of every screen but the first. */
  readonly steps: string
  readonly style: string
  /** Looks of the same. */
  readonly stepsStyle: string
  /** Fetched only where another page may listen to events. */
  readonly events: string
}

/** A whole HTML document. Pure: the same screen and frame give the same bytes. */
export function renderDocument(screen: Screen, frame: Frame, urls: AssetUrls): string {
  const page = pageContext(frame)
  const view = pageOf(screen, page)
  const refresh = view.refresh
  const theme = safeHref(frame.theme?.stylesheet)
  const document = (
    <html lang={frame.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {/* No mark of ours on the client's tab, and no request for one. */}
        <link rel="icon" href="data:," />
        <title>{`${view.title} · ${frame.client.name}`}</title>
        <link rel="stylesheet" href={urls.style} />
        {screen.kind !== 'providers' && <link rel="stylesheet" href={urls.stepsStyle} />}
        {theme && <link rel="stylesheet" href={theme} />}
        <script type="module" src={urls.script} />
        {screen.kind !== 'providers' && <script type="module" src={urls.steps} />}
        {refresh && (
          <noscript>
            <meta http-equiv="refresh" content={`${Math.ceil(refresh.seconds)};url=${refresh.url}`} />
          </noscript>
        )}
      </head>
      <body {...leaving(view)} {...telling(frame, urls)}>
        <Shell page={page} view={view} kind={screen.kind} />
      </body>
    </html>
  )
  const html = `<!doctype html>${renderToString(document)}`
  // What is read first says that the form came back; every summary of errors has this role.
  return html.includes('class="notice danger" role="alert"')
    ? html.replace('<title>', `<title>${page.t('frame.error')} `)
    : html
}

function leaving(view: PageView) {
  return {
    'data-message': view.message && JSON.stringify(view.message),
    'data-leave-now': view.leaveNow || undefined,
  }
}

function telling({ events }: Frame, urls: AssetUrls) {
  return events && { 'data-events': JSON.stringify(events), 'data-script': urls.events }
}
