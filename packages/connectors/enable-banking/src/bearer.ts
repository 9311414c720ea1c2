import type { BankContext } from '@raccord/connector-kit'
import { jwtTimes, signerOf, signJwt } from '@raccord/connector-oauth'
import type { EnableBankingOptions } from './options.ts'

/** How long a token that we make is good for, in seconds; they take a day at most. */
const LIFETIME = 3600

/** The token of an application: nobody gives it to us, each is made here (RS256, `kid` is the application's id). @throws SigningError */
export async function bearerOf(
  bank: BankContext,
  { applicationId, privateKey }: Pick<EnableBankingOptions, 'applicationId' | 'privateKey'>,
): Promise<string> {
  const signer = signerOf(bank, {
    signingKey: privateKey.expose(),
    signingKeyId: applicationId,
    signingAlgorithm: 'RS256',
  })
  const { iat, exp } = jwtTimes(bank.now(), LIFETIME)
  return signJwt(signer, { iss: 'enablebanking.com', aud: 'api.enablebanking.com', iat, exp })
}
