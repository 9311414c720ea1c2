import type { ProfileChange } from '@raccord/contract/wire'
import type { Profile } from './user.ts'

/** `null` removes a field, an absent one stays. */
export function changeProfile(profile: Profile, change: ProfileChange): Profile {
  const next: Record<string, unknown> = { ...profile }
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete next[name]
    else if (value !== undefined) next[name] = value
  }
  return next as Profile
}
