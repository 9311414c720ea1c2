import type { BankFailure } from '@raccord/contract'
import type { Handler, Seen } from '../hostile-bank.ts'
import { secrets, withStatus } from './fault.ts'
import { type Asked, goodClaims, halfHash, idToken, pass } from './oauth-bank.ts'
import { at, good, type OAuthBankFault, only, type Place, spoils, token } from './oauth-bank-fault.ts'

const consents = ({ url }: Seen) => url.includes('/account-access-consents')
const isOwnToken = ({ url, body }: Seen) => url === '/token' && body.includes('client_credentials')
const obError = (ErrorCode: string) => ({
  Code: '400',
  Message: secrets.name,
  Errors: [{ ErrorCode, Message: secrets.iban }],
})
/** An ID token from the token endpoint with one thing wrong. */
const wrongIdToken =
  (change: object, forged = false) =>
  (asked: Asked): Handler =>
  (call, _response, base) =>
    spoils.answer(call)
      ? {
          access_token: secrets.accessToken,
          token_type: 'Bearer',
          id_token: idToken({ ...goodClaims(new URL(base).origin, asked), ...change }, forged),
        }
      : pass
const hybrid = { responseType: 'code id_token' }
/** A hybrid answer with one thing wrong. */
const wrongHybrid =
  (change: object, forged = false) =>
  (asked: Asked, origin: string) => {
    const hashes = { c_hash: halfHash(secrets.code), s_hash: halfHash(good.state) }
    return { ...good, id_token: idToken({ ...goodClaims(origin, asked), ...hashes, ...change }, forged) }
  }
const uk = (
  name: string,
  place: Place,
  rest: Pick<OAuthBankFault, 'bank' | 'query' | 'options' | 'oauth'>,
  reason: BankFailure,
): OAuthBankFault => ({
  name,
  at: place,
  only: 'openbanking-uk',
  ...rest,
  reason,
})

export const openBankingUkFaults: readonly OAuthBankFault[] = [
  uk('no key to sign with', 'begin', { oauth: { signingKey: undefined } }, 'bank_not_configured'),
  uk(
    'a key that is none',
    'begin',
    { oauth: { signingKey: `-----BEGIN ${secrets.clientSecret}` } },
    'bank_not_configured',
  ),
  uk(
    'a client that is refused',
    'begin',
    { bank: only(isOwnToken, withStatus(401, { error: 'invalid_client' })) },
    'bank_not_configured',
  ),
  uk('no token of our own', 'begin', { bank: only(isOwnToken, () => '{}') }, 'bank_answer_invalid'),
  uk('a consent without id', 'begin', { bank: only(consents, () => ({ Data: {} })) }, 'bank_answer_invalid'),
  uk(
    'a consent that is refused at once',
    'begin',
    { bank: only(consents, () => ({ Data: { ConsentId: 'c1', Status: 'Rejected' } })) },
    'refused_at_bank',
  ),
  uk(
    'permissions that the bank does not have',
    'begin',
    { bank: only(consents, withStatus(400, obError('UK.OBIE.Field.Invalid'))) },
    'bank_not_configured',
  ),
  uk('the same in 4.0', 'begin', { bank: only(consents, withStatus(400, obError('U002'))) }, 'bank_not_configured'),
  uk(
    'a consent refused at the bank',
    'answer',
    {
      bank: only(
        ({ method, url }) => method === 'GET' && url.includes('consents'),
        () => ({ Data: { ConsentId: 'c1', Status: 'RJCT' } }),
      ),
    },
    'refused_at_bank',
  ),
  uk('an ID token with another nonce', 'answer', { bank: wrongIdToken({ nonce: 'other' }) }, 'bank_answer_invalid'),
  uk('an ID token without nonce', 'answer', { bank: wrongIdToken({ nonce: undefined }) }, 'bank_answer_invalid'),
  uk('an ID token signed by somebody else', 'answer', { bank: wrongIdToken({}, true) }, 'bank_answer_invalid'),
  uk('an ID token for another client', 'answer', { bank: wrongIdToken({ aud: 'them' }) }, 'bank_answer_invalid'),
  uk(
    'an ID token of another bank',
    'answer',
    { bank: wrongIdToken({ iss: 'https://other.example' }) },
    'bank_answer_invalid',
  ),
  uk('an ID token that has run out', 'answer', { bank: wrongIdToken({ exp: 1_000_000 }) }, 'bank_answer_invalid'),
  uk(
    'an ID token for another consent',
    'answer',
    { bank: wrongIdToken({ openbanking_intent_id: 'c2' }) },
    'bank_answer_invalid',
  ),
  uk('no ID token', 'answer', { bank: token({}) }, 'bank_answer_invalid'),
  uk('a hybrid answer without its proof', 'answer', { oauth: hybrid, query: () => good }, 'bank_answer_invalid'),
  uk(
    'a hybrid answer over another code',
    'answer',
    { oauth: hybrid, query: wrongHybrid({ c_hash: halfHash('another') }) },
    'bank_answer_invalid',
  ),
  uk(
    'a hybrid answer over another state',
    'answer',
    { oauth: hybrid, query: wrongHybrid({ s_hash: halfHash('another') }) },
    'bank_answer_invalid',
  ),
  uk(
    'a hybrid answer to another request',
    'answer',
    { oauth: hybrid, query: wrongHybrid({ nonce: 'other' }) },
    'bank_answer_invalid',
  ),
  uk(
    'a hybrid answer of somebody else',
    'answer',
    { oauth: hybrid, query: wrongHybrid({}, true) },
    'bank_answer_invalid',
  ),
  uk(
    'a consent that no longer stands',
    'accounts',
    { bank: at('accounts', withStatus(403, obError('UK.OBIE.Resource.InvalidConsentStatus'))) },
    'consent_expired',
  ),
  uk(
    'the person has to prove himself again, 3.1',
    'accounts',
    { bank: at('accounts', withStatus(403, obError('UK.OBIE.Reauthenticate'))) },
    'consent_expired',
  ),
  uk(
    'the person has to prove himself again, 4.0',
    'accounts',
    { bank: at('accounts', withStatus(401, obError('U028'))) },
    'consent_expired',
  ),
  uk(
    'a header that the bank wants',
    'accounts',
    { bank: at('accounts', withStatus(400, obError('UK.OBIE.Header.Missing'))) },
    'bank_not_configured',
  ),
  uk('accounts without Data', 'accounts', { bank: at('accounts', () => ({ Account: [] })) }, 'bank_answer_invalid'),
  uk(
    'transactions without Data',
    'transactions',
    { bank: at('transactions', () => ({ Transaction: [] })) },
    'bank_answer_invalid',
  ),
]
