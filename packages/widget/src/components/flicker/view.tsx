import type { PageContext } from '../../page-context.ts'
import { flickerSequence } from './sequence.ts'

/** The bars and their controls. Nothing to be seen without JavaScript but what to do instead. */
export function Flicker({ code, page }: { readonly code: string; readonly page: PageContext }) {
  const { t } = page
  return (
    <div
      class="flicker"
      data-enhance="flicker"
      data-steps={flickerSequence(code)}
      data-stop={t('challenge.flickerStop')}
    >
      <p class="help">{t('challenge.flickerWarning')}</p>
      <noscript>
        <p class="notice">{t('challenge.flickerScript')}</p>
      </noscript>
      <div class="later" hidden>
        <svg viewBox="0 0 100 30" aria-hidden="true">
          {[2, 22, 42, 62, 82].map((x) => (
            <rect key={x} x={x} y="2" width="16" height="26" fill="#fff" />
          ))}
        </svg>
        {(['flickerStart', 'flickerSlower', 'flickerFaster'] as const).map((key) => (
          <button key={key} type="button" class="link">
            {t(`challenge.${key}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
