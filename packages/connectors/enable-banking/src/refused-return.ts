import { bankCode, type Failed } from '@raccord/connector-kit'
import type { BankFailure } from '@raccord/contract'

/**
 * What came back instead of a code: `error` (RFC 6749 §4.1.2.1) and, if need be, the words beside it. `access_denied` is what
 * most of them say when a person cancels, and some when they do not know him: the words tell. They are not repeated.
 */
export function refusedReturn(query: { readonly [name: string]: string }): Failed {
  const code = bankCode(query['error'])
  return {
    kind: 'failed',
    reason: reasonOf(code, query['error_description'] ?? ''),
    detail: `return: ${code ?? 'neither a code nor an error'}`,
    bankCode: code,
  }
}

function reasonOf(code: string | undefined, words: string): BankFailure {
  switch (code) {
    case 'ACCESS_DENIED':
      if (/invalid credential|wrong (password|credential)/i.test(words)) return 'wrong_credentials'
      return /contact (your |the )?bank|mandate|cannot retrieve/i.test(words)
        ? 'action_needed_at_bank'
        : 'refused_at_bank'
    case 'SERVER_ERROR':
    case 'TEMPORARILY_UNAVAILABLE':
      return 'bank_unavailable'
    case 'INVALID_REQUEST':
    case 'INVALID_CLIENT':
    case 'UNAUTHORIZED_CLIENT':
    case 'INVALID_SCOPE':
      return 'bank_not_configured'
    case undefined:
      return 'bank_answer_invalid'
    default:
      return 'bank_unavailable'
  }
}
