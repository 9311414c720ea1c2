import type { CredentialField } from '@raccord/connector-kit'
import type { FormField, Locale } from '@raccord/contract'

export type FieldErrors = { readonly [fieldId: string]: NonNullable<FormField['error']> }

/** The bank's fields in the person's language. A secret field never gets its value back. */
export function formFields(
  fields: readonly CredentialField[],
  locale: Locale,
  typed: { readonly [id: string]: string } = {},
  errors: FieldErrors = {},
): FormField[] {
  return fields.map((field) => ({
    id: field.id,
    label: field.label[locale],
    type: field.type,
    required: field.required,
    maxLength: field.maxLength,
    ...(field.help ? { help: field.help[locale] } : {}),
    ...(field.autocomplete ? { autocomplete: field.autocomplete } : {}),
    ...(field.options ? { options: field.options } : {}),
    ...(!field.secret && typed[field.id] ? { value: typed[field.id] ?? '' } : {}),
    ...(errors[field.id] ? { error: errors[field.id] ?? 'format' } : {}),
  }))
}

/** What was typed, checked against the bank's own rules before the bank hears of it. */
export function checkFields(fields: readonly CredentialField[], typed: { readonly [id: string]: string }): FieldErrors {
  const errors: { [id: string]: NonNullable<FormField['error']> } = {}
  for (const field of fields) {
    const value = typed[field.id] ?? ''
    if (value === '') {
      if (field.required) errors[field.id] = 'required'
    } else if (value.length > field.maxLength) {
      errors[field.id] = 'too_long'
    } else if (!fits(field, value)) {
      errors[field.id] = 'format'
    }
  }
  return errors
}

function fits(field: CredentialField, value: string): boolean {
  if (field.type === 'number' && !/^\d+$/.test(value)) return false
  if (field.type === 'select' && !field.options?.some((option) => option.value === value)) return false
  if (field.type === 'url' && !/^https?:\/\//i.test(value)) return false
  return field.pattern === undefined || new RegExp(`^(?:${field.pattern})$`, 'u').test(value)
}
