import type { ChallengeScreen, ChallengeView } from '@raccord/contract'
import { Flicker } from '../../components/flicker/view.tsx'
import { summaryId } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import { safeImage } from '../../safe-href.ts'

interface Props {
  readonly screen: ChallengeScreen
  readonly page: PageContext
  readonly wrong: boolean
}

type Of<K extends ChallengeView['kind']> = Extract<ChallengeView, { kind: K }>

/** The control that takes the answer, by kind of challenge. */
export function Answer({ screen, page, wrong }: Props) {
  const { challenge } = screen
  switch (challenge.kind) {
    case 'otp':
      return <Code challenge={challenge} page={page} wrong={wrong} oneTime />
    case 'image':
      return (
        <>
          <Picture challenge={challenge} screen={screen} page={page} />
          <Code challenge={challenge} page={page} wrong={wrong} />
        </>
      )
    case 'text':
      return <Text challenge={challenge} page={page} wrong={wrong} />
    case 'choice':
      return <Choices challenge={challenge} page={page} wrong={wrong} />
    case 'approve':
      return screen.expiresInSeconds === undefined ? <div class="busy" /> : null
  }
}

function Text({
  challenge,
  page,
  wrong,
}: {
  readonly challenge: Of<'text'>
  readonly page: PageContext
  readonly wrong: boolean
}) {
  const attributes = {
    id: 'answer',
    name: 'answer',
    required: true,
    maxlength: challenge.maxLength,
    autocomplete: 'off',
    'aria-invalid': wrong ? ('true' as const) : ('false' as const),
    'aria-describedby': wrong ? summaryId : undefined,
  }
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for="answer">{page.t('challenge.answer')}</label>
      {challenge.secret ? <input {...attributes} type="password" /> : <input {...attributes} type="text" />}
    </div>
  )
}

interface CodeProps {
  readonly challenge: Pick<Of<'otp'>, 'maxLength' | 'format'>
  readonly page: PageContext
  readonly wrong: boolean
  readonly oneTime?: boolean
}

/** One field, so that paste, autofill from the message and screen readers work. */
function Code({ challenge: { maxLength, format }, page, wrong, oneTime }: CodeProps) {
  const digits = format === 'digits'
  const hint = maxLength && page.t(digits ? 'challenge.digits' : 'challenge.characters', { count: maxLength })
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for="answer">{page.t('challenge.code')}</label>
      {hint && (
        <p class="help" id="answer-help">
          {hint}
        </p>
      )}
      <input
        id="answer"
        name="answer"
        class="code"
        required
        autocomplete={oneTime ? 'one-time-code' : 'off'}
        inputmode={digits ? 'numeric' : 'text'}
        autocapitalize="none"
        autocorrect="off"
        spellcheck={false}
        data-enhance="code"
        data-length={maxLength}
        data-digits={digits}
        aria-invalid={wrong ? 'true' : 'false'}
        aria-describedby={[hint && 'answer-help', wrong ? summaryId : undefined].filter(Boolean).join(' ') || undefined}
      />
    </div>
  )
}

function Choices({
  challenge,
  page,
  wrong,
}: {
  readonly challenge: Of<'choice'>
  readonly page: PageContext
  readonly wrong: boolean
}) {
  return (
    <fieldset class="choices" id="answer" aria-describedby={wrong ? summaryId : undefined}>
      <legend class="sr">
        {page.t(challenge.about === 'customer' ? 'challenge.titleCustomer' : 'challenge.choose')}
      </legend>
      {challenge.options.map((option, index) => (
        <label key={option.id} class="row-card">
          <input type="radio" name="answer" value={option.id} checked={index === 0} required />
          <span class="grow">
            <span class="name">{option.label}</span>
            {option.detail && <small>{option.detail}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Picture({
  challenge,
  screen,
  page,
}: {
  readonly challenge: Of<'image'>
  readonly screen: ChallengeScreen
  readonly page: PageContext
}) {
  const { t } = page
  const source = safeImage(challenge.imageUrl)
  if (challenge.variant === 'flicker' && challenge.flickerCode) {
    return <Flicker code={challenge.flickerCode} page={page} />
  }
  if (!source) return null
  return (
    <div class="picture">
      <input type="checkbox" id="zoom" class="sr" />
      <label for="zoom" class="link">
        <span>{t('challenge.zoom')}</span>
        <span>{t('challenge.smaller')}</span>
      </label>
      <img src={source} alt={t('challenge.imageAlt', { bank: screen.provider.name })} />
    </div>
  )
}
