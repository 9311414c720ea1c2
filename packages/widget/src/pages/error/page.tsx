import { type ErrorScreen, errors, type PersonErrorCode } from '@raccord/contract'
import { Action, ButtonLink } from '../../components/button/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import { Instant } from '../../components/local-time/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'
import { errorActions } from './actions.tsx'

/** The colour says how bad it is, never whose turn: these end what one came for, and nobody here can mend it. */
const grave: readonly PersonErrorCode[] = [
  'link_refused',
  'too_many_wrong_credentials',
  'bank_answer_invalid',
  'unexpected',
]
/** Nothing went wrong: something is over, or is not there. */
const calm: readonly PersonErrorCode[] = [
  'session_expired',
  'bank_link_used',
  'connection_deleted',
  'consent_expired',
  'no_supported_account',
  'not_offered_by_bank',
  'declined_by_person',
]

export function errorPage(screen: ErrorScreen, page: PageContext): PageView {
  const { t, frame, polish } = page
  const { title, body, turn } = errors[screen.error].person
  const { primary, secondary } = errorActions(screen, page)
  const client = frame.client.name
  const back = safeHref(screen.backToClient)
  return {
    hero: (
      <div class={`seal ${gravityOf(screen.error)}`} aria-hidden="true">
        <Icon name={turn === 'bank' ? 'clock' : 'alert'} />
      </div>
    ),
    title: polish(title[frame.locale]),
    lead: polish(body[frame.locale]),
    ...(screen.message ? { message: screen.message } : {}),
    body: (
      <>
        {screen.retryAt !== undefined && (
          <p>
            {t('error.retryAt')} <Instant seconds={screen.retryAt} page={page} />
          </p>
        )}
        {screen.tellMe === 'asked' && screen.provider && (
          <p role="status">{t('error.told', { client, bank: screen.provider.name })}</p>
        )}
        {screen.tellMe === 'offered' && (
          <Action page={page} do="tell_me" quiet>
            {t('error.tellMe')}
          </Action>
        )}
        <p class="reference">
          {screen.parameter && (
            <>
              {t('error.parameter', { parameter: screen.parameter })}
              <br />
            </>
          )}
          {t('error.reference', { reference: screen.reference })}
        </p>
      </>
    ),
    primary:
      primary ??
      (back && (
        <ButtonLink href={back} leave>
          {t('frame.backToClient', { client })}
        </ButtonLink>
      )),
    secondary: (
      <>
        {secondary}
        {screen.canSkip && (
          <Action page={page} do="offer_decline" quiet>
            {t('offer.decline')}
          </Action>
        )}
        {primary && back && (
          <ButtonLink href={back} quiet leave>
            {t('frame.backToClient', { client })}
          </ButtonLink>
        )}
      </>
    ),
  }
}

function gravityOf(error: PersonErrorCode): 'grave' | 'calm' | 'trouble' {
  if (grave.includes(error)) return 'grave'
  return calm.includes(error) ? 'calm' : 'trouble'
}
