import { type Again, type ErrorScreen, errors, type NextAction } from '@raccord/contract'
import type { ComponentChildren } from 'preact'
import { Action, ButtonLink } from '../../components/button/view.tsx'
import type { PageContext } from '../../page-context.ts'
import { safeHref } from '../../safe-href.ts'

interface Actions {
  readonly primary?: ComponentChildren
  readonly secondary?: ComponentChildren
}

/** The same request once more, as it was. */
function TryAgain({ again: { url, fields }, children }: { again: Again; children: ComponentChildren }) {
  if (!fields) return <ButtonLink href={url}>{children}</ButtonLink>
  return (
    <form method="post" action={url} data-enhance="guard">
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class="button">
        {children}
      </button>
    </form>
  )
}

/** The one thing to do now, and at most one other. Without a session only links can be offered. */
export function errorActions(screen: ErrorScreen, page: PageContext): Actions {
  const { t } = page
  if (screen.again) return { primary: <TryAgain again={screen.again}>{t('error.retry')}</TryAgain> }
  if (!page.frame.session) return {}
  const next: NextAction = errors[screen.error].person.next
  const other = screen.provider && (
    <Action page={page} do="choose_other" quiet>
      {t('error.other')}
    </Action>
  )
  const bank = safeHref(screen.bankUrl)
  switch (next) {
    case 'retry':
      return {
        primary: (
          <Action page={page} do="retry">
            {t('error.retry')}
          </Action>
        ),
        secondary: other,
      }
    case 'edit_credentials':
      return {
        primary: (
          <Action page={page} do="edit_credentials">
            {t('error.edit')}
          </Action>
        ),
        secondary: other,
      }
    case 'other_bank':
      return {
        primary: (
          <Action page={page} do="choose_other">
            {t('error.other')}
          </Action>
        ),
      }
    case 'come_back':
      // Trying before the bank allows it would only cost another refusal.
      return screen.retryAt !== undefined && screen.backToClient !== undefined
        ? { secondary: other }
        : {
            primary: (
              <Action page={page} do="retry">
                {t('error.retry')}
              </Action>
            ),
            secondary: other,
          }
    case 'go_to_bank':
      if (!bank)
        return {
          primary: (
            <Action page={page} do="retry">
              {t('error.doneThere')}
            </Action>
          ),
        }
      return {
        primary: (
          <ButtonLink href={bank} newTab>
            {screen.provider ? t('error.bank', { bank: screen.provider.name }) : t('error.yourBank')}
            <span class="sr"> {t('frame.newTab')}</span>
          </ButtonLink>
        ),
        secondary: (
          <Action page={page} do="retry" quiet>
            {t('error.doneThere')}
          </Action>
        ),
      }
    case 'none':
      return {}
  }
}
