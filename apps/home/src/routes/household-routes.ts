import { textFields } from '../form.ts'
import type { Home, MemberVisit } from '../home.ts'
import { householdPage, removePage } from '../pages/household-page.ts'
import { RaccordError } from '../raccord/raccord-client.ts'
import { newWord, wordHash } from '../security/words.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'

const DAY = 86_400_000
const invitationDays = 7
const mostInvitations = 20

/** Members: the owner invites and removes them. */
export function householdRoutes(home: Home, own: OwnRoutes): void {
  const listed = async () => ({
    members: await home.members.list(),
    invitations: await home.members.invitations(),
  })
  const other = async (visit: MemberVisit, id: string) => {
    const member = await home.members.find(id)
    return visit.member.role === 'owner' && member?.role === 'member' ? member : undefined
  }

  own.get('/household', async (visit) => householdPage(visit, await listed()))

  own.post('/household', async (visit, request) => {
    const name = (textFields(request.body)['name'] ?? '').trim().slice(0, 80)
    const before = await home.members.invitations()
    if (visit.member.role !== 'owner' || name === '' || before.length >= mostInvitations) return notFound
    const word = newWord()
    await home.members.invite(wordHash(word), name, new Date(home.now.getTime() + invitationDays * DAY))
    return householdPage(visit, { ...(await listed()), invited: { name, word, address: home.address('/join') } })
  })

  own.get('/household/:id', async (visit, request) => {
    const member = await other(visit, textFields(request.params)['id'] ?? '')
    return member ? removePage(visit, member) : notFound
  })

  own.post('/household/:id/remove', async (visit, request) => {
    const member = await other(visit, textFields(request.params)['id'] ?? '')
    if (!member) return notFound
    // First where the banks are told; what fails there leaves him here, to be removed again.
    try {
      await home.api(member.id).as((token, raccord) => raccord.deleteUser(token))
    } catch (error) {
      // Deleted before, by an attempt that came no further.
      if (!(error instanceof RaccordError && error.code === 'invalid_grant')) throw error
    }
    await home.members.remove(member.id)
    home.forget(member.id)
    return { redirect: '/home/household' }
  })
}
