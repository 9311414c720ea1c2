import type { PageContext } from '../../page-context.ts'

/** Seconds before the end at which it is said: long enough to find the button with any aid. */
const notice = 120

/**
 * The one time limit of our own on a page that waits for its reader. Announced before it is over, and lengthened by one
 * press; without JavaScript said from the start. Pages that ask by themselves how the journey stands never meet it.
 */
export function Idle({ page: { frame, t } }: { readonly page: PageContext }) {
  const { idleSeconds, poll } = frame
  if (idleSeconds === undefined || poll === undefined) return null
  return (
    <div
      class="idle"
      role="alert"
      hidden
      data-enhance="idle"
      data-seconds={Math.max(idleSeconds - notice, Math.floor(idleSeconds / 2))}
      data-poll={poll}
      data-self={frame.self}
    >
      {t('frame.idleSoon')}{' '}
      <button type="button" class="link">
        {t('frame.idleStay')}
      </button>
    </div>
  )
}

/** The same without JavaScript: beneath the buttons, which come first. */
export function IdleNote({ page: { frame, t } }: { readonly page: PageContext }) {
  const { idleSeconds, poll } = frame
  if (idleSeconds === undefined || poll === undefined) return null
  const minutes = Math.max(1, Math.floor(idleSeconds / 60))
  return (
    <noscript>
      <p class="operator">{t('frame.idle', { minutes })}</p>
    </noscript>
  )
}
