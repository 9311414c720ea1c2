import type { FormField } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import { summaryId } from '../notice/view.tsx'

interface Props {
  readonly field: FormField
  readonly page: PageContext
  /** It is outlined: the sentence on top of the form is about it. */
  readonly wrong: boolean
  /** Where that sentence is about several fields: what is wrong with this one, unless it is empty. */
  readonly error?: string | undefined
}

/** Label, help, error, input: in that order, so that each is read before the answer is asked. */
export function Field({ field, page, wrong, error }: Props) {
  const id = `f_${field.id}`
  const described = [field.help && `${id}-help`, wrong && summaryId, error && `${id}-error`].filter(Boolean).join(' ')
  const shared = {
    id,
    name: id,
    required: field.required,
    // Said either way: browsers call an empty required field invalid before anything was typed.
    'aria-invalid': wrong ? ('true' as const) : ('false' as const),
    'aria-describedby': described || undefined,
  }
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for={id}>{field.required ? field.label : page.t('credentials.optional', { label: field.label })}</label>
      {field.help && (
        <p class="help" id={`${id}-help`}>
          {field.help}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {field.type === 'select' ? (
        <Select field={field} page={page} shared={shared} />
      ) : (
        <Input field={field} page={page} shared={shared} />
      )}
    </div>
  )
}

interface ControlProps {
  readonly field: FormField
  readonly page: PageContext
  readonly shared: Readonly<Record<string, string | boolean | undefined>>
}

function Select({ field, page, shared }: ControlProps) {
  return (
    <select {...shared} autocomplete={field.autocomplete}>
      {!field.value && <option value="">{page.t('credentials.select')}</option>}
      {field.options?.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === field.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

function Input({ field, page, shared }: ControlProps) {
  const attributes = {
    ...shared,
    maxlength: field.maxLength,
    autocapitalize: 'none',
    autocorrect: 'off',
    spellcheck: false,
  } as const
  if (field.type !== 'password') {
    const autocomplete = field.autocomplete ?? 'off'
    if (field.type === 'url')
      return <input {...attributes} type="url" autocomplete={autocomplete} value={field.value} />
    // A login of digits is text with a digit keyboard: `type=number` would drop leading zeros and add arrows.
    const inputmode = field.type === 'number' ? 'numeric' : undefined
    return <input {...attributes} type="text" inputmode={inputmode} autocomplete={autocomplete} value={field.value} />
  }
  const { t } = page
  return (
    <div
      class="secret"
      data-enhance="password"
      data-hide={t('credentials.hide')}
      data-shown={t('credentials.shown')}
      data-hidden={t('credentials.hidden')}
    >
      <input {...attributes} type="password" autocomplete={field.autocomplete ?? 'current-password'} />
      <button type="button" class="link" aria-controls={`f_${field.id}`} hidden>
        {t('credentials.show')}
      </button>
    </div>
  )
}
