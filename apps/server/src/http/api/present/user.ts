import type { UserOut } from '@raccord/contract/wire'
import type { ProfessionalAccount } from '../../../users/professional-account.ts'
import type { User } from '../../../users/user.ts'
import { toUnixSeconds } from './unix-seconds.ts'

export function presentUser(user: User, professional?: ProfessionalAccount): UserOut {
  const { birthdate, ...profile } = user.profile
  return {
    id: String(user.id),
    email: user.email,
    creation_date: toUnixSeconds(user.createdAt),
    ...profile,
    ...(birthdate === undefined ? {} : { birthdate: toUnixSeconds(new Date(birthdate)) }),
    ...(professional ? { professional_account: professional } : {}),
  }
}
