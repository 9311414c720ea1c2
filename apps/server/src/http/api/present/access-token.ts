import type { AccessTokenOut } from '@raccord/contract/wire'
import type { FaceToken } from '../../../faces/face-token.ts'
import { toDayDate } from './day-date.ts'
import { toUnixSeconds } from './unix-seconds.ts'

export function presentAccessToken(token: FaceToken): AccessTokenOut {
  const instant = (name: string, value: Date | undefined): object =>
    value === undefined ? {} : { [name]: toUnixSeconds(value) }
  return {
    id: String(token.id),
    kind: token.kind,
    name: token.name,
    ...(token.accountIds === undefined ? {} : { account_ids: token.accountIds.map(String) }),
    ...(token.from === undefined ? {} : { start_date: toDayDate(token.from) }),
    ...(token.until === undefined ? {} : { end_date: toDayDate(token.until) }),
    creation_date: toUnixSeconds(token.createdAt),
    ...instant('claim_expiry_date', token.claimedAt === undefined ? token.claimExpiresAt : undefined),
    ...instant('claim_date', token.claimedAt),
    ...instant('claim_replay_date', token.replayedAt),
    ...instant('last_use_date', token.usedAt),
  }
}
