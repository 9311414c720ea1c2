import { type BankHttp, type Failed, faultFailure, unreadableAnswer } from '@raccord/connector-kit'
import { type AnswerLines, type ModuleField, moduleField, readAnswer } from '../answer-lines.ts'

/** Which woob answers, without anybody's credentials. */
export async function askVersion(
  http: BankHttp,
): Promise<{ readonly kind: 'version'; readonly version: string } | Failed> {
  const answer = await question(http, 'check', {})
  if ('reason' in answer) return answer
  const { last } = answer
  return last.type === 'end' ? { kind: 'version', version: last.version ?? 'unknown' } : failedOf('check', last)
}

/** What a module wants to know. */
export async function describeModule(
  http: BankHttp,
  module: string,
): Promise<{ readonly kind: 'module'; readonly fields: readonly ModuleField[] } | Failed> {
  const answer = await question(http, 'describe', { module })
  if ('reason' in answer) return answer
  if (answer.last.type !== 'end') return failedOf('describe', answer.last)
  // One whose name no form can have is for whoever writes modules.
  const fields = answer.found.flatMap(({ value }) => moduleField.safeParse(value).data ?? [])
  return { kind: 'module', fields }
}

async function question(http: BankHttp, op: 'check' | 'describe', more: object): Promise<AnswerLines | Failed> {
  const body = JSON.stringify({ v: 1, op, ...more })
  const answer = await http.send({ method: 'POST', url: `https://woob.invalid/${op}`, headers: {}, body })
  if (answer.kind === 'fault') return faultFailure(op, answer)
  const read = readAnswer(answer.body, op === 'describe' ? 'field' : undefined)
  return read ?? unreadableAnswer(op, 'the program’s lines are not those of the bridge')
}

function failedOf(op: string, last: AnswerLines['last']): Failed {
  if (last.type !== 'failed') return unreadableAnswer(op, 'the program asks instead of answering')
  const what = last.what === undefined ? '' : ` (${last.what})`
  return { kind: 'failed', reason: 'bank_not_configured', detail: `${op}: ${last.reason.replaceAll('_', ' ')}${what}` }
}
