import { textFields } from '@raccord/home/form'
import { base } from '../base.ts'
import type { Console } from '../console.ts'
import type { BankNote } from '../desk.ts'
import { languages } from '../messages/catalogue.ts'
import { type BankForm, bankPage, banksPage } from '../pages/bank-pages.ts'
import { notFound, type OwnRoutes, seenIn } from './own-routes.ts'

const longestMessage = 160

/** Banks: in the lists or not, what is said on the row, when nobody begins. */
export function bankRoutes({ desk, options }: Console, own: OwnRoutes): void {
  own.get('/banks', async (visit, request) => {
    const query = (textFields(request.query)['q'] ?? '').slice(0, 80)
    return banksPage(visit, query, await desk.banks.list(query), options.now())
  })

  own.get('/banks/:id', async (visit, request) => {
    const bank = await desk.banks.find(textFields(request.params)['id'] ?? '')
    if (!bank) return notFound
    const saved = textFields(request.query)['said'] === 'saved'
    return bankPage(visit, { bank, form: formOf(bank.note), saved, now: options.now() })
  })

  own.post('/banks/:id', async (visit, request) => {
    const bank = await desk.banks.find(textFields(request.params)['id'] ?? '')
    if (!bank) return notFound
    const form = readForm(request.body)
    const seen = seenIn(request.body)
    const closed = windowOf(form)
    const long = Object.values(form.message).some((text) => text.length > longestMessage)
    if (closed === 'wrong' || long) {
      const wrong = {
        ...(closed === 'wrong' ? { wrongWindow: visit.t('banks.wrongWindow') } : {}),
        ...(long ? { wrongMessage: visit.t('banks.wrongMessage') } : {}),
      }
      return { status: 400, page: bankPage(visit, { bank, form, seen, now: options.now(), ...wrong }) }
    }
    const note = { switchedOff: !form.on, message: form.message, closed }
    const { kind } = await desk.banks.note(visit.operator, bank.id, note, seen)
    if (kind === 'stale') {
      const present = (await desk.banks.find(bank.id)) ?? bank
      const view = { bank: present, form, now: options.now(), present: formOf(present.note) }
      return { status: 409, page: bankPage(visit, view) }
    }
    return { redirect: `${base}/banks/${bank.id}?said=saved` }
  })
}

const written = (at: Date | undefined): string => at?.toISOString().slice(0, 16) ?? ''

function formOf(note: BankNote | undefined): BankForm {
  const { switchedOff = false, message = {}, closed } = note ?? {}
  return { on: !switchedOff, message, from: written(closed?.from), until: written(closed?.until) }
}

function readForm(body: unknown): BankForm {
  const form = textFields(body)
  const message = languages.flatMap(({ code }) => {
    const text = (form[`message_${code}`] ?? '').replaceAll(/\s+/g, ' ').trim()
    return text === '' ? [] : [[code, text] as const]
  })
  const { from = '', until = '' } = form
  return { on: form['on'] !== 'no', message: Object.fromEntries(message), from: from.trim(), until: until.trim() }
}

/** Both instants or none, in UTC as the page says. */
function windowOf({ from, until }: BankForm): BankNote['closed'] | 'wrong' {
  if (from === '' && until === '') return undefined
  const [begins, ends] = [instant(from), instant(until)]
  return begins && ends && begins < ends ? { from: begins, until: ends } : 'wrong'
}

function instant(text: string): Date | undefined {
  if (!/^20\d\d-\d\d-\d\dT\d\d:\d\d$/.test(text)) return undefined
  const at = new Date(`${text}Z`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
