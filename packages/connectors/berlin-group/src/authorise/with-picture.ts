import { fillHeaders } from '../call/fill-headers.ts'
import type { Session } from '../call/session.ts'
import type { ScaAnswer } from './sca-answer.ts'
import { absolute } from './submit.ts'

/**
 * A challenge whose picture is somewhere else (`imageLink`, 1.3 §14.26), with the picture in it: our pages show none of other
 * people's addresses, and the bank need not see the person's browser. Without it the words of the challenge remain.
 */
export async function withPicture(session: Session, answer: ScaAnswer): Promise<ScaAnswer> {
  const { challengeData } = answer
  if (!challengeData?.imageLink || challengeData.image !== undefined) return answer
  const url = absolute(session, challengeData.imageLink, answer.url)
  if (url === undefined) return answer
  const operation = 'authorisation.picture'
  const response = await session.bank.http.send({
    method: 'GET',
    url,
    headers: { ...fillHeaders(session, operation, crypto.randomUUID(), undefined), Accept: 'image/png, image/*' },
    bodyAs: 'base64',
  })
  if (response.kind === 'fault' || response.status !== 200) {
    session.bank.log('bank_picture_missing', { status: response.kind === 'fault' ? response.fault : response.status })
    return answer
  }
  return { ...answer, challengeData: { ...challengeData, image: response.body } }
}
