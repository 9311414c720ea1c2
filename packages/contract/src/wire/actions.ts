import { z } from 'zod'
import { csvRoles, dayOrders, decimalMarks } from '../csv-columns.ts'

/** A field given twice is nobody's form. */
const text = z.string().catch('')
const nothing = z.object({})

const list = z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(z.unknown()))
const isId = (id: unknown): id is string => typeof id === 'string' && /^\d{1,15}$/.test(id)
/** At least one, and no more than a bank has accounts. */
const ids = list.transform((given) => given.filter(isId).slice(0, 1000)).pipe(z.array(z.string()).min(1))

const id = text.pipe(z.string().regex(/^\d{1,15}$/))
/** A file of the upload, or one in an archive. */
const filePart = { file: id, part: text.pipe(z.string().regex(/^\d{1,3}$/)).transform(Number) }
/** A column that is not read is empty. */
const roles = list.pipe(
  z
    .array(z.enum([...csvRoles, '']))
    .min(1)
    .max(120),
)

/** As it is shown, in two groups, or without the blank. */
const sixDigits = text
  .transform((typed) => typed.normalize('NFKC').replace(/[\s.-]+/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
  .transform(Number)

/**
 * What a person can do on a page: name, the `do` of the form, and what its fields are read as. Anything else that a form holds is
 * dropped; a form that its row does not take is shown again.
 */
export const actions = {
  choose_provider: z.object({ provider_id: text }).transform(({ provider_id: providerId }) => ({ providerId })),
  not_listed: nothing,
  back: nothing,
  choose_other: nothing,
  choose_channel: z.object({ channel: text }).transform(({ channel: definitionId }) => ({ definitionId })),
  /**
   * `termsVersion`: of the client's registered text, if the page showed one. `way`: where the bank is opened; by `phone`, or anything
   * else, the page that leads there is shown first.
   */
  accept_consent: z
    .object({ terms_version: text, way: text })
    .transform(({ terms_version: termsVersion, way }): { termsVersion?: string; goes?: 'here' | 'tab' } => ({
      ...(termsVersion ? { termsVersion } : {}),
      ...(way === 'here' || way === 'tab' ? { goes: way } : {}),
    })),
  /** Its fields are the bank's own: read by what the bank asks for. */
  credentials: nothing,
  challenge: z.object({ answer: text }),
  challenge_resend: nothing,
  challenge_done: nothing,
  depart_again: nothing,
  phone_number: z.object({ number: sixDigits }),
  phone_none: nothing,
  same_bank_renew: nothing,
  same_bank_both: nothing,
  other_login_new: nothing,
  other_login_back: nothing,
  offer_accept: nothing,
  offer_decline: nothing,
  offer_stop: nothing,
  accounts: z.object({ account: ids }).transform(({ account: ids }) => ({ ids })),
  success_stop: nothing,
  /** After success: another journey in the same session, which returns for all of them. */
  another_bank: nothing,
  /** In that one: no other bank after all. */
  no_other_bank: nothing,
  retry: nothing,
  edit_credentials: nothing,
  /** On a bank in trouble: the client is told when it works again. */
  tell_me: nothing,
  renew: nothing,
  /** A way to the bank that this connection does not use yet. */
  add_channel: z.object({ channel: text }).transform(({ channel: definitionId }) => ({ definitionId })),
  share: z.object({ account: ids }).transform(({ account: ids }) => ({ ids })),
  disconnect: nothing,
  disconnect_keep: nothing,
  disconnect_confirm: nothing,
  manage_done: nothing,
  agreements: nothing,
  agreements_close: nothing,
  cancel: nothing,
  /** Its files come beside the fields: read where the body is. */
  upload: nothing,
  file_drop: z.object({ file: id }),
  /** What each column holds, from the first on. */
  file_columns: z
    .object({ ...filePart, column: roles, decimal: z.enum(decimalMarks), day_order: z.enum(dayOrders) })
    .transform(({ column, day_order: dayOrder, ...rest }) => ({
      ...rest,
      dayOrder,
      columns: column.map((role) => (role === '' ? null : role)),
    })),
  /** Empty: not chosen, which is said on the page. */
  file_order: z
    .object({
      ...filePart,
      day_order: z.enum(dayOrders).or(z.literal('')),
      decimal: z.enum(decimalMarks).or(z.literal('')),
    })
    .transform(({ day_order: dayOrder, ...rest }) => ({ ...rest, dayOrder })),
  /** As it was typed: what is wrong with it is said on the page. */
  file_account: z.object({ ...filePart, number: text, currency: text }),
  import_files: nothing,
} as const satisfies Readonly<Record<string, z.ZodType>>

export type ActionName = keyof typeof actions
export type ActionFields<N extends ActionName> = Readonly<z.output<(typeof actions)[N]>>

/** Forms that are no step of a journey: before it, beside it, or on pages that stand alone. */
export type LoneFormName = 'take_over' | 'accept_terms' | 'owner_yes' | 'owner_no' | 'professional_account'

/** Every `do` that a page may send. */
export type FormName = ActionName | LoneFormName

export function isActionName(name: unknown): name is ActionName {
  return typeof name === 'string' && Object.hasOwn(actions, name)
}
