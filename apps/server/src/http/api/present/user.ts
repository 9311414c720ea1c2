import type { UserOut } from '@raccord/contract/wire'
import type { User } from '../../../users/user.ts'
import { toUnixSeconds } from './unix-seconds.ts'

export function presentUser(user: User): UserOut {
  return {
    id: String(user.id),
    email: user.email,
    creation_date: toUnixSeconds(user.createdAt),
    ...user.profile,
  }
}
