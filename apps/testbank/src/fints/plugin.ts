import type { FastifyError, FastifyPluginAsync } from 'fastify'
import type { Bank } from '../bank/bank.ts'
import { actOf, scenarioOfAct } from '../bank/second-act.ts'
import { sameText } from '../bank/secrets.ts'
import { hasExpired } from '../bank/sign-in.ts'
import { BrokenAnswer, DroppedConnection } from '../berlin-group/fault-answer.ts'
import { TppError, type TppErrorCode } from '../berlin-group/tpp-errors.ts'
import { createDialogs, type Dialog, type Dialogs } from './dialogs.ts'
import { type Code, isUnreadable, type Request, readRequest, writeAnswer } from './message.ts'
import { carryOut } from './reading.ts'
import { type Answer, answerChallenge, openDialog } from './sign-in.ts'

/** The FinTS 3.0 face of the bank (PIN/TAN): one address, base64 of messages both ways. */
export function fintsFace(bank: Bank): FastifyPluginAsync {
  const dialogs = createDialogs(bank.clock)
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    app.setErrorHandler<FastifyError>((error, _request, reply) => {
      if (error instanceof DroppedConnection) {
        reply.hijack()
        reply.raw.destroy()
        return reply
      }
      return reply
        .code(error.statusCode ?? 500)
        .type('text/plain')
        .send('')
    })
    app.post('/fints', async (request, reply) => {
      const body = String(request.body).replace(/\s+/g, '')
      const read = readRequest(Buffer.from(body, 'base64').toString('latin1'))
      const text = isUnreadable(read)
        ? writeAnswer(undefined, '0', [{ code: read.code }, { code: 9800 }], [])
        : await answerTo(bank, dialogs, read)
      reply.type('text/plain').header('Cache-Control', 'no-store')
      // Lines of 76 letters, as mail has them.
      return Buffer.from(text, 'latin1').toString('base64').replace(/.{76}/g, '$&\r\n')
    })
  }
}

async function answerTo(bank: Bank, dialogs: Dialogs, request: Request): Promise<string> {
  try {
    const { dialogId, codes, told = [] } = await carry(bank, dialogs, request)
    return writeAnswer(request, dialogId, codes, told)
  } catch (error) {
    // A message that stops in the middle.
    if (error instanceof BrokenAnswer) return writeAnswer(request, request.dialogId, [{ code: 20 }], []).slice(0, -20)
    if (!(error instanceof TppError)) throw error
    const first = request.orders[0]
    const code: Code = { code: CODES[error.code] ?? 9010, ...(first ? { about: first.number } : {}) }
    return writeAnswer(request, '0', [code, { code: 9800 }], [])
  }
}

/** What a failure of the shared parts is in FinTS; what is not here is 9010, no further reason. */
const CODES: { readonly [code in TppErrorCode]?: number } = {
  PSU_CREDENTIALS_INVALID: 9942,
  PASSWORD_EXPIRED: 3916,
  SCA_INVALID: 9941,
  SCA_METHOD_UNKNOWN: 9957,
  SERVICE_UNAVAILABLE: 9311,
  SERVICE_BLOCKED: 9930,
  FORMAT_ERROR: 9110,
  CONSENT_INVALID: 9391,
}

async function carry(bank: Bank, dialogs: Dialogs, request: Request): Promise<Answer> {
  if (request.dialogId === '0') return await openDialog(bank, dialogs, request)
  const dialog = dialogs.find(request.dialogId)
  const gone = (code: number, kept?: Dialog): Answer => {
    if (kept) dialogs.end(kept)
    return { dialogId: '0', codes: [{ code }, { code: 9800 }] }
  }
  if (!dialog) return gone(9010)
  // The same number twice, or one left out: the bank no longer knows what it is told.
  if (request.number !== dialog.next) return gone(9120, dialog)
  dialog.next += 1
  const wrong = await wrongSignature(bank, dialog, request)
  if (wrong !== undefined) return gone(wrong, dialog)
  const [order] = request.orders
  if (!order) return gone(9110, dialog)
  if (order.id === 'HKEND') {
    dialogs.end(dialog)
    return { dialogId: dialog.id, codes: [{ code: 100 }, { code: 20, about: order.number }] }
  }
  if (order.id === 'HKTAN') {
    return dialog.stage === 'asking' ? await answerChallenge(bank, dialogs, dialog, request, order) : gone(9120, dialog)
  }
  if (dialog.stage !== 'open') return gone(9120, dialog)
  return (await carryOut(bank, dialog, order)) ?? { dialogId: dialog.id, codes: [{ code: 9210, about: order.number }] }
}

/** Each message of a dialog is signed by the one who opened it, in the way that he opened it. */
async function wrongSignature(bank: Bank, dialog: Dialog, { signature }: Request): Promise<number | undefined> {
  if (dialog.stage === 'anonymous') return signature ? 9120 : undefined
  if (!signature || signature.login !== dialog.login || signature.securityFunction !== dialog.signedAs) return 9340
  const psu = { login: dialog.login, configurationUrl: undefined }
  const found = await bank.source.find(psu, { fresh: false })
  const scenario = found.ok && scenarioOfAct(found.scenario, found.scenario.later && actOf(bank, psu))
  if (scenario && hasExpired(scenario, signature.pin)) return 3916
  return scenario && sameText(scenario.password, signature.pin) ? undefined : 9942
}
