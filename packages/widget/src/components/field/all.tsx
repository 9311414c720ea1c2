import type { FormField } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import type { Wrong } from '../notice/view.tsx'
import { Field } from './view.tsx'

interface Props {
  readonly fields: readonly FormField[]
  readonly page: PageContext
  readonly errorOf: (field: FormField) => string | undefined
  /** Wrong together, and nobody knows which: all that must be filled in are outlined. */
  readonly together?: boolean
}

/** What the sentence on top of a form is about. */
export function wrongFields({ fields, errorOf }: Pick<Props, 'fields' | 'errorOf'>): Wrong[] {
  return fields.flatMap((field) => {
    const text = errorOf(field)
    return text === undefined ? [] : [{ href: `#f_${field.id}`, text }]
  })
}

/** The fields of a form. Words beneath one are only for what the sentence on top does not say. */
export function Fields({ fields, page, errorOf, together }: Props) {
  const several = fields.filter(({ error }) => error).length > 1
  return (
    <>
      {fields.map((field) => (
        <Field
          key={field.id}
          field={field}
          page={page}
          wrong={field.error !== undefined || (together === true && field.required)}
          error={several && !together && field.error !== 'required' ? errorOf(field) : undefined}
        />
      ))}
    </>
  )
}
