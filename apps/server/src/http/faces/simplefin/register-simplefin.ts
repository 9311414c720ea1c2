import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { claimFaceToken } from '../../../faces/issue-face-token.ts'
import { requestLocale } from '../../request-locale.ts'
import type { FaceContext } from '../face-context.ts'
import { tokenOfRequest } from '../face-context.ts'
import { accessName, accessUrl, simplefinRoot } from '../face-urls.ts'
import { answerInText } from '../plain-answers.ts'
import { sendStream } from '../send-stream.ts'
import { type Shown, shownAccounts } from '../shown-accounts.ts'
import { accountSet } from './account-set.ts'
import { readBasic } from './basic.ts'
import { createPage, createPagePolicy } from './create-page.ts'
import { organisationsOf } from './organisation.ts'
import { readAccountsQuery } from './read-query.ts'

const versions = JSON.stringify({ versions: ['1.0', '2.0'] })

/**
 * A SimpleFIN server, versions 1 and 2 in one answer. Nothing here ever asks a bank. Whatever is no success is plain text, since readers
 * take JSON for an account set whatever its status.
 */
export function simplefinFace(context: FaceContext): FastifyPluginAsync {
  return async (app) => {
    answerInText(app)

    app.get('/info', (_request, reply) => reply.type('application/json').send(versions))

    app.get('/create', (request, reply) => {
      if (context.tokensPage !== undefined) return reply.redirect(context.tokensPage, 303)
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', createPagePolicy)
        .send(createPage(requestLocale(request.headers['accept-language'])))
    })

    app.post<{ Params: { code: string } }>('/claim/:code', async (request, reply) => {
      const { code } = request.params
      const claimed = await context.guesses.check({ clientId: 'claim', secret: code, ip: request.ip }, () =>
        claimFaceToken(context, code),
      )
      if (claimed === undefined)
        return forbidden(reply, 'this setup token is unknown, expired, or was used before. Make a new one.')
      request.log.info({ faceToken: claimed.token.id }, 'simplefin_claimed')
      // Exactly the address: a line feed behind it is an invalid address to some.
      return reply.type('text/plain').send(accessUrl(context.bases().api, claimed.token, claimed.secret))
    })

    app.get('/accounts', async (request, reply) => {
      const given = readBasic(request.headers.authorization)
      const token = given && (await tokenOfRequest(context, request, 'simplefin', given.password))
      if (token === undefined || given?.name !== accessName(token))
        return forbidden(reply, 'this access address is unknown or was revoked.')
      const query = readAccountsQuery(request.query)
      if (typeof query === 'string') return reply.code(400).type('text/plain; charset=utf-8').send(query)
      const shown = withoutClosed(await shownAccounts(context, token, query.accountIds))
      const world = {
        organisations: await organisationsOf(context, shown.connections),
        readModel: context.readModel,
        now: context.clock.now(),
        root: simplefinRoot(context.bases().api),
      }
      return sendStream(request, reply, 'application/json; charset=utf-8', accountSet(world, token, shown, query))
    })
  }
}

/** A closed account has nothing new to tell; a file still holds what it had. */
function withoutClosed({ accounts, connections }: Shown): Shown {
  const open = accounts.filter(({ status }) => status !== 'CLOSED')
  const theirs = new Set(open.map(({ connection_id }) => connection_id))
  return { accounts: open, connections: connections.filter(({ id }) => theirs.has(id)) }
}

/** The first word is what readers look for. */
function forbidden(reply: FastifyReply, why: string): FastifyReply {
  return reply.code(403).type('text/plain; charset=utf-8').send(`Forbidden: ${why}`)
}
