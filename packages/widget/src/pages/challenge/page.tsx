import type { ChallengeScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { BankMark } from '../../components/bank-tile/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import { ErrorSummary } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { Answer } from './answer.tsx'
import { challengeLead, challengeTitle } from './words.ts'

export function challengePage(screen: ChallengeScreen, page: PageContext): PageView {
  const { t } = page
  const { challenge } = screen
  const approve = challenge.kind === 'approve'
  const error = errorText(screen, page)
  return {
    // A picture needs the room.
    hero: challenge.kind !== 'image' && (
      <div class="pair" aria-hidden="true">
        <BankMark provider={screen.provider} />
      </div>
    ),
    title: challengeTitle(challenge, page),
    lead: challengeLead(screen, page),
    live: approve,
    ...refreshOf(screen, page),
    body: (
      <>
        <ErrorSummary page={page} wrong={error ? [{ href: '#answer', text: error }] : []} />
        {screen.said && !error && (
          <p class="notice" role="status">
            {t(screen.said === 'not_yet' ? 'challenge.notYet' : 'challenge.sentAgain')}
          </p>
        )}
        {challenge.message && <BankMessage text={challenge.message} screen={screen} page={page} />}
        {screen.expiresInSeconds !== undefined && approve && (
          <TimeLeft seconds={screen.expiresInSeconds} page={page} ring />
        )}
        <ActionForm page={page} do={approve ? 'challenge_done' : 'challenge'} id={mainForm} novalidate>
          <Answer screen={screen} page={page} wrong={error !== undefined} />
        </ActionForm>
        {screen.expiresInSeconds !== undefined && !approve && (
          <TimeLeft seconds={screen.expiresInSeconds} page={page} />
        )}
        {(approve || screen.expiresInSeconds !== undefined) && <RefreshLinks page={page} />}
      </>
    ),
    primary: <Submit>{approve ? t('challenge.approved') : t('challenge.submit')}</Submit>,
    secondary: (
      <>
        <Resend screen={screen} page={page} />
        {screen.canSkip && (
          <Action page={page} do="offer_decline" quiet>
            {t('offer.decline')}
          </Action>
        )}
      </>
    ),
  }
}

/** Without JavaScript: to see whether the bank has heard of it, or that the time is over. */
function refreshOf({ challenge, expiresInSeconds }: ChallengeScreen, page: PageContext) {
  if (challenge.kind === 'approve') return liveRefresh(page, 5)
  return expiresInSeconds === undefined ? {} : liveRefresh(page, expiresInSeconds + 1)
}

interface Part {
  readonly screen: ChallengeScreen
  readonly page: PageContext
}

function errorText({ error, challenge }: ChallengeScreen, { t }: PageContext): string | undefined {
  if (error === 'wrong_otp') return t(challenge.kind === 'text' ? 'challenge.wrongAnswer' : 'challenge.wrong')
  if (error === 'format') return t('challenge.format')
  if (error === 'required') {
    return challenge.kind === 'otp' || challenge.kind === 'image'
      ? t('challenge.required')
      : t('challenge.requiredAnswer')
  }
  return undefined
}

/** Set apart and named: these are the bank's words, not ours. */
function BankMessage({ text, screen, page }: Part & { readonly text: string }) {
  return (
    <figure class="says" data-signed>
      <figcaption>{page.t('challenge.says', { bank: screen.provider.name })}</figcaption>
      <blockquote class="lines">{text}</blockquote>
    </figure>
  )
}

interface TimeProps {
  readonly seconds: number
  readonly page: PageContext
  readonly ring?: boolean
}

function TimeLeft({ seconds, page, ring }: TimeProps) {
  const template = page.t('challenge.timeLeft', { time: '#' })
  return (
    <div class="time">
      {ring && <i class="ring" />}
      <span data-enhance="time-left" data-seconds={seconds} data-template={template} data-self={page.frame.self}>
        {template.replace('#', page.format.duration(seconds))}
      </span>
      <small>{page.t('challenge.limit')}</small>
    </div>
  )
}

function Resend({ screen: { challenge }, page }: Part) {
  const { t } = page
  if (challenge.kind === 'approve') {
    if (!challenge.canResend) return null
    return (
      <Action page={page} do="challenge_resend" quiet>
        {t('challenge.notReceived')}
      </Action>
    )
  }
  if (challenge.kind !== 'otp' || !challenge.canResend) return null
  return (
    <div
      data-enhance="resend"
      data-seconds={30}
      data-template={t('challenge.resendIn')}
      data-room={t('challenge.resendIn').replace('#', '30')}
    >
      <Action page={page} do="challenge_resend" quiet>
        {t('challenge.resend')}
      </Action>
    </div>
  )
}
